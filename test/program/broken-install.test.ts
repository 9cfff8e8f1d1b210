import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { cypressLog } from "../core/logs/cypresslog.ts";
import { green, junit } from "./artifacts.ts";
import { dist, runDist, type Ended } from "./dist.ts";
import { untilPosts, waitFor } from "./passes.ts";
import { startProgram } from "./program.ts";
import { scopeOf } from "./reads.ts";
import { makeRig } from "./rig.ts";
import { dueRun, scopeFolder } from "./scenes.ts";
import { temporaryFolder, workplace } from "./workplace.ts";

/** What an ordinary pass over a build of which something is new does not need. */
const needless = ["commands.cjs", "lookup.cjs", "mattermost.cjs", "reportsbelow.cjs", "workbench.cjs"];
const parts = readdirSync(join(dist, "program")).filter((name) => !needless.includes(name));

for (const part of parts) {
  test(`a pass in an installation without program/${part} says so in one line`, (context) => {
    assertTold(passWith(context, without(context, part)), part);
  });
}

test("an installation whose files were cut short, as on a full disk, is told in one line", (context) => {
  const folder = without(context);
  const file = join(folder, "program/report.cjs");
  writeFileSync(file, readFileSync(file).subarray(0, 200_000));
  assertTold(passWith(context, folder), "SyntaxError");
});

test("an installation without the commands is told in one line, and makes passes", (context) => {
  const folder = without(context, "commands.cjs");
  assertTold(runDist(["status"], { folder }), "commands.cjs");
  const { stderr } = passWith(context, folder);
  assert.match(stderr, /nightly: monitoring/);
});

test("a message that could not even be tried is not in doubt, and is posted once the installation is whole", async (context) => {
  const rig = await makeRig(context);
  await dueRun(rig);
  const options = ["--config", join(rig.folder, "config.json"), "--state-dir", rig.stateDir];
  const webhook = { MATTERMOST_ATVM_WEBHOOK: rig.receiver.webhook().href };
  const folder = without(context, "mattermost.cjs");
  const { status, stderr } = await startProgram(["reconcile", ...options], webhook, folder).ended;
  assert.equal(status, 75);
  assert.match(stderr, /the program could not be loaded \([^\n]*mattermost\.cjs[^\n]*\); install it again/);
  const outcome = readFileSync(join(scopeFolder(rig, rig.build), "try-1.outcome.json"), "utf8");
  assert.match(outcome, /"outcome":"not-sent","error":\{"code":"broken-install"/);
  await waitFor((await scopeOf(rig)).delivery.nextAt);
  await untilPosts(rig, 1);
});

/** A pass that has everything to do but to post: processes, files, a report and a log to read, and something to tell. */
function passWith(context: TestContext, folder: string): Ended {
  const { options, report } = workplace(context);
  assert.equal(runDist(["start", "nightly", "--machines", "alpha,beta", ...options]).status, 0);
  report("xml/nightly/alpha.xml", junit(green));
  report("logs/nightly.log", cypressLog([{ name: "session.cy.js", tests: 2, failing: 0 }]));
  return runDist(["reconcile", ...options], { folder });
}

/** A copy of the program, without some of its parts. */
function without(context: TestContext, ...names: readonly string[]): string {
  const folder = temporaryFolder(context);
  cpSync(dist, folder, { recursive: true });
  for (const name of names) rmSync(join(folder, "program", name));
  return folder;
}

function assertTold({ status, stdout, stderr }: Ended, what: string): void {
  const lines = stderr.split("\n").filter((line) => line.startsWith("atvm-run-watcher: "));
  assert.deepEqual({ status, stdout, told: lines.length }, { status: 70, stdout: "", told: 1 }, stderr);
  assert.match(
    stderr,
    /atvm-run-watcher: broken-install: the program could not be loaded \([^\n]*\); install it again\n$/,
  );
  assert.ok(stderr.includes(what), stderr);
}
