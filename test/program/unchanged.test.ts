import assert from "node:assert/strict";
import { test } from "node:test";
import { cypressLog } from "../core/logs/cypresslog.ts";
import { green, junit } from "./artifacts.ts";
import { fingerprintOf } from "./disk.ts";
import { pass, untilPosts, untilSettled } from "./passes.ts";
import { makeRig, type Rig } from "./rig.ts";
import { dueRun, finishedRun } from "./scenes.ts";

test("a pass over an unchanged world with a living runner writes nothing and posts nothing", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("--build", rig.build);
  await rig.ok("start", rig.build, "--machines", "alpha,beta", "--pid", String(runner.pid));
  rig.report(`logs/${rig.build}.log`, cypressLog([{ name: "session.cy.js", tests: 2, failing: 0 }], "specs"));
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  await untilSettled(rig);
  await passesLeaveAlone(rig);
  assert.equal(rig.receiver.requests.length, 0);
});

test("a pass over builds that wait, need review or are posted writes nothing and posts nothing more", async (context) => {
  const rig = await makeRig(context);
  await finishedRun(rig);
  await untilPosts(rig, 1);
  await rig.ok("start", `${rig.build}.waits`, "--machines", "alpha");
  await rig.ok("start", `${rig.build}.stuck`);
  rig.report(`xml/${rig.build}.stuck/alpha.xml`, junit(green));
  await untilSettled({ ...rig, build: `${rig.build}.stuck` });
  await passesLeaveAlone(rig);
  assert.deepEqual([rig.receiver.requests.length, rig.receiver.posts.length], [1, 1]);
});

test("looking changes nothing: status, explain, preview, inspect and dry runs write no state", async (context) => {
  const rig = await makeRig(context);
  await dueRun(rig);
  const before = fingerprintOf(rig.stateDir);
  await rig.ok("status", "--all");
  await rig.ok("explain", rig.build);
  await rig.ok("preview", rig.build);
  await rig.ok("inspect", `${rig.root}/cypress/cmcReporter`);
  assert.match(await rig.ok("reconcile", "--dry-run"), /: would be posted now/);
  assert.match(await rig.ok("start", "another", "--dry-run"), /^would register "another"/);
  assert.equal(fingerprintOf(rig.stateDir), before);
  assert.equal(rig.receiver.requests.length, 0);
});

async function passesLeaveAlone(rig: Rig): Promise<void> {
  await pass(rig);
  const before = fingerprintOf(rig.stateDir);
  await pass(rig);
  await pass(rig);
  assert.equal(fingerprintOf(rig.stateDir), before);
}
