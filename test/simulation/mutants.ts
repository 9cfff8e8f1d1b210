import { evidenceMutants } from "./evidencemutants.ts";
import type { Hunt } from "./hunt.ts";
import type { Mutant } from "./planted.ts";

const due: Hunt = { crashesOf: "a plain build is due" };
const deliver = "src/pass/deliver.ts";
const durable = "src/store/durable.ts";
const ledger = "src/core/post/ledger.ts";

export const mutants: readonly Mutant[] = [
  ...evidenceMutants,
  {
    title: "a message is sent before it is claimed",
    file: deliver,
    edits: [
      [
        `if (!(await claim(task, key, claimed))) return`,
        `const early = await mattermost.post(body);\n  if (!(await claim(task, key, claimed))) return`,
      ],
      [`const outcome = await mattermost.post(body);`, `const outcome = early;`],
    ],
    hunt: due,
  },
  {
    title: "a file is not synced before it is put into place",
    file: durable,
    edits: [[`await handle.writeFile(text);\n    await handle.sync();`, `await handle.writeFile(text);`]],
    hunt: due,
  },
  {
    title: "a folder is not synced once a file is in place",
    file: durable,
    edits: [[`await place(temp);\n    await syncFolder(fs, folder);`, `await place(temp);`]],
    hunt: due,
  },
  {
    title: "a claim is put into place by a rename, which takes the place of another's",
    file: durable,
    edits: [[`(temp) => fs.link(temp, file)`, `(temp) => fs.rename(temp, file)`]],
    hunt: { race: "a pass is frozen, and others take over" },
  },
  {
    title: "a message is sent again after a time-out",
    file: "src/delivery/answers.ts",
    edits: [[`if (!exchange.established) return`, `if (!exchange.established || failure === "timeout") return`]],
    hunt: { answersTo: "a plain build is due" },
  },
  {
    title: "what a lost owner had claimed is sent again",
    file: ledger,
    edits: [
      [
        `return { phase: "unconfirmed", tries, deliveryId: claim.deliveryId, at: claim.at, looked };`,
        `return { phase: "waiting", tries, nextAt: null, error: null };`,
      ],
    ],
    hunt: due,
  },
  {
    title: "posted.json is passed over",
    file: ledger,
    edits: [[`if (files.posted !== null) return`, `if (files.posted !== null && tries > 9) return`]],
    hunt: due,
  },
  {
    title: "the hash of a state file is not looked at",
    file: "src/store/sealed.ts",
    edits: [[`sha256 !== undefined && sha256 !== hashOf(content)`, `sha256 !== undefined && hashOf(content) === ""`]],
    hunt: { harmsOf: "a plain build is due" },
  },
  {
    title: "the outcome of a try takes the place of the first",
    file: "src/store/claims.ts",
    edits: [
      [
        `return createFile(layout.fs, join(layout.scope(key), outcomeFile(tryNumber)), sealed(outcomeSchema, outcome));`,
        `await replaceFile(layout.fs, join(layout.scope(key), outcomeFile(tryNumber)), sealed(outcomeSchema, outcome));\n  return true;`,
      ],
      [`import { createFile } from`, `import { createFile, replaceFile } from`],
    ],
    hunt: { race: "two operators contradict each other on a message in doubt" },
  },
  {
    title: "a delivery is known by the build's name alone, not by its attempt",
    file: "src/store/layout.ts",
    edits: [
      [
        `scope: (key) => join(attempt(key.build, key.attempt), ...subRunPath(key.group))`,
        `scope: (key) => join(attempt(key.build, 1), ...subRunPath(key.group))`,
      ],
    ],
    hunt: { crashesOf: "a rerun is due" },
  },
  {
    title: "an owner is known by its pid, without its start time",
    file: "src/pass/decision.ts",
    edits: [
      [`row.pid === pid && row.start === start && !row.zombie`, `row.pid === pid && start !== "" && !row.zombie`],
    ],
    hunt: { race: "a pass is killed, and its pid given again" },
  },
  {
    title: "cancel marks are not read again after the claim",
    file: deliver,
    edits: [[`if (marks.some(({ seen }) => seen !== "absent"))`, `if (marks.length > 2)`]],
    hunt: { race: "a cancel while a pass posts" },
  },
  {
    title: "a cancel does not look again once its mark is there",
    file: "src/commands/cancel.ts",
    edits: [[`const after = await sameTarget(app, target);\n    refuseTooLate(after);`, `const after = target;`]],
    hunt: { race: "a pass while a cancel is made" },
  },
  {
    title: "a claim is sent however old it is",
    file: deliver,
    edits: [[`now.ms - claimed.ms > claimAge`, `now.ms - claimed.ms > 99 * claimAge`]],
    hunt: { race: "a pass is frozen, and nobody comes" },
  },
  {
    title: "the lock is not looked at before a state is written",
    file: "src/core/state/runtime.ts",
    edits: [[`if (!lock.compromised()) return;`, `if (!lock.compromised() || Date.now() > 0) return;`]],
    hunt: { race: "a pass is frozen, the build is replaced, and it is the first to go on" },
  },
  {
    title: "whoever takes over leaves the temp files of others",
    file: durable,
    edits: [[`temps.filter((temp) => temp.startsWith(`, `temps.filter((temp) => temp.endsWith(`]],
    hunt: { race: "a pass is frozen, the build is replaced, and it is the first to go on" },
  },
  {
    title: "a message goes out before the verdict is written down",
    file: "src/reconcile.ts",
    edits: [
      [`  await remember(context, lock, before, stored);\n`, ``],
      [
        `  for (const status of posting.statuses) state.statuses.add(status);\n`,
        `  for (const status of posting.statuses) state.statuses.add(status);\n  await remember(context, lock, before, stored);\n`,
      ],
    ],
    hunt: due,
  },
  {
    title: "the probe does not go first after trouble",
    file: "src/pass/trouble.ts",
    edits: [[`if (known === null && !inDoubt) return null;`, `if (known !== undefined) return null;`]],
    hunt: { answersTo: "two groups are due" },
  },
  {
    title: "a registration is on the list of open ones only before its state is there",
    file: "src/store/attempts.ts",
    edits: [[`return false;\n  await putOnList(layout, { build, attempt: number });`, `return false;`]],
    hunt: { race: "a start is frozen, and passes come" },
  },
];
