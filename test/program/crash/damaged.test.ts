import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fingerprintOf } from "../disk.ts";
import { untilPosts, waitFor } from "../passes.ts";
import { scopeOf } from "../reads.ts";
import { makeRig, type Rig } from "../rig.ts";
import { finishedRun, untilTrouble } from "../scenes.ts";
import { copyOf, type Copy } from "./copies.ts";
import { damages } from "./damages.ts";

/** Each file of a message that waits for its second try, by what follows when it is damaged. */
const files = {
  held: ["state.json", "try-1.json", "try-1.outcome.json"],
  harmless: ["mattermost.json", "open/1.BUILD", "../state.run/last-pass.json"],
};
/** What stands in the way of all builds, and says so. */
const stops: Readonly<Record<string, number>> = {
  "mattermost.json of a release to come": 78,
  "../state.run/last-pass.json a directory": 74,
};

test("a message of which any file is damaged is held back and stands under review, and other builds go on", async (context) => {
  const rig = await makeRig(context);
  await waitingBesideAnother(rig);
  for (const name of files.held) {
    for (const [what, damage] of Object.entries(damages)) {
      const copy = await copyOf(context, rig);
      const file = join(copy.scopeFolder, name);
      damage(file);
      const before = fingerprintOf(copy.scopeFolder);
      const { status, stderr } = await twoPasses(copy);
      const newer = what === "of a release to come";
      assert.equal(status, newer ? 78 : 74, `${name}, ${what}: ${stderr}`);
      assert.match(stderr, new RegExp(`/${name} ${newer ? "was written by a newer release" : "is damaged"} \\(`));
      assert.deepEqual(postsOf(copy), { mine: 0, others: 1 }, `${name}, ${what}`);
      assert.equal(fingerprintOf(copy.scopeFolder), before, "what is damaged stays as it is");
      const listed = await copy.run(["status", "--check"]);
      assert.equal(listed.status, 1);
      assert.match(
        listed.stdout,
        new RegExp(`needs review\\n[^]*/${name}: (?:damaged|written by a newer release) \\(`),
      );
    }
  }
});

test("what the state holds for a pass's own use may be damaged: it is made anew, or the pass says what is in its way", async (context) => {
  const rig = await makeRig(context);
  await waitingBesideAnother(rig);
  for (const name of files.harmless) {
    for (const [what, damage] of Object.entries(damages)) {
      const copy = await copyOf(context, rig);
      damage(join(copy.stateDir, name.replace("BUILD", rig.build)));
      const stop = stops[`${name} ${what}`];
      const { status, stderr } = await twoPasses(copy);
      if (stop === undefined) assert.deepEqual(postsOf(copy), { mine: 1, others: 1 }, `${name}, ${what}: ${stderr}`);
      else assert.deepEqual([status, postsOf(copy)], [stop, { mine: 0, others: 0 }], `${name}, ${what}: ${stderr}`);
      const isFine = status === 0;
      assert.equal((await copy.run(["status", "--check"])).status === 0, isFine, `${name}, ${what}: ${stderr}`);
    }
  }
});

test("a mark that a message was posted holds in whatever state it is", async (context) => {
  const rig = await makeRig(context);
  await finishedRun(rig);
  await untilPosts(rig, 1);
  for (const [what, damage] of Object.entries(damages)) {
    const copy = await copyOf(context, rig);
    damage(join(copy.scopeFolder, "posted.json"));
    writeFileSync(join(copy.stateDir, `open/1.${rig.build}`), "");
    const { stderr } = await twoPasses(copy);
    assert.deepEqual(postsOf(copy), { mine: 0, others: 0 }, `${what}: ${stderr}`);
  }
});

/** One message that waits for its second try, which is due, and another build that is over. */
async function waitingBesideAnother(rig: Rig): Promise<void> {
  await rig.receiver.refuse();
  await finishedRun(rig);
  await untilTrouble(rig);
  await finishedRun(rig, `${rig.build}.other`);
  await waitFor((await scopeOf(rig)).delivery.nextAt);
  assert.match(readFileSync(join(rig.stateDir, "mattermost.json"), "utf8"), /"version":1/);
}

/** Far enough apart that files which did not change in between are settled; how the second ended. */
async function twoPasses(copy: Copy): ReturnType<Copy["run"]> {
  await copy.run(["reconcile"]);
  await wait(800);
  return copy.run(["reconcile"]);
}

function postsOf({ receiver, build }: Copy): { readonly mine: number; readonly others: number } {
  const mine = receiver.posts.filter(({ text }) => text.includes(`\`${build}\``)).length;
  return { mine, others: receiver.posts.length - mine };
}
