import assert from "node:assert/strict";
import { readFileSync, rmSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { green, junit } from "./artifacts.ts";
import { pass, untilClosed, untilPosts } from "./passes.ts";
import { buildOf, scopeOf } from "./reads.ts";
import { refusal } from "./refusals.ts";
import { makeRig, type Rig } from "./rig.ts";
import type { Runner } from "./runner.ts";

/** Two declared groups under a driver that is alive; the first one has reported. */
async function twoGroups(context: TestContext): Promise<{ rig: Rig; driver: Runner; folder: string }> {
  const rig = await makeRig(context);
  const driver = await rig.runner("driver");
  await rig.ok("start", rig.build, "--group", "g1=m1", "--group", "g2=m2", "--pid", String(driver.pid));
  rig.report(`xml/${rig.build}-g1/m1.xml`, junit(green));
  await pass(rig);
  return { rig, driver, folder: join(rig.stateDir, "builds", rig.build, "attempts/1") };
}

test("a group whose state is damaged is not judged anew, though its cancel mark is lost too", async (context) => {
  const { rig, driver, folder } = await twoGroups(context);
  await rig.ok("cancel", rig.build, "--group", "g1");
  await pass(rig);
  const file = join(folder, "subruns/g1/state.json");
  truncateSync(file, 100);
  rmSync(join(folder, "subruns/g1/cancelled.json"));
  const damaged = readFileSync(file, "utf8");
  rig.report(`xml/${rig.build}-g2/m2.xml`, junit(green));
  await driver.kill();
  const last = await untilPosts(rig, 1);
  assert.equal(last.status, 74);
  assert.equal((await rig.run("reconcile")).status, 74);
  assert.match(rig.receiver.posts.map(({ text }) => text).join(), /-g2`/);
  assert.equal(rig.receiver.posts.length, 1);
  assert.equal(readFileSync(file, "utf8"), damaged);
});

test("a build waits for a group that is still at work after its driver has gone", async (context) => {
  const { rig, driver } = await twoGroups(context);
  const late = await rig.runner("--build", `${rig.build}-g2`);
  await pass(rig);
  await driver.kill();
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal((await buildOf(rig)).state, "RUNNING");
  rig.report(`xml/${rig.build}-g2/m2.xml`, junit(green));
  await late.kill();
  await untilPosts(rig, 2);
  await untilClosed(rig, "COMPLETED");
});

test("one group of a cancelled build cannot be reset: the cancel would fall away for the others too", async (context) => {
  const { rig } = await twoGroups(context);
  await rig.ok("cancel", rig.build);
  await pass(rig);
  const { code, text } = await refusal(rig, 65, "reset", rig.build, "--group", "g1");
  assert.equal(code, "build-cancelled");
  assert.match(text, new RegExp(`reset ${rig.build}$`));
});

test("a group that was reset is judged again after its build had closed", async (context) => {
  const { rig, driver } = await twoGroups(context);
  rig.report(`xml/${rig.build}-g2/m2.xml`, "<testsuites>");
  await driver.kill();
  await untilClosed(rig, "COMPLETED");
  assert.notEqual((await scopeOf(rig, "g2")).state, "COMPLETED");
  rig.report(`xml/${rig.build}-g2/m2.xml`, junit(green));
  await rig.ok("reset", rig.build, "--group", "g2", "--ended");
  await untilPosts(rig, 2);
  assert.equal((await scopeOf(rig, "g2")).state, "COMPLETED");
});

test("two links to one root are one root: builds that share a run name are refused", async (context) => {
  const rig = await makeRig(context);
  const link = join(rig.folder, "current");
  symlinkSync(rig.root, link);
  await rig.ok("start", `${rig.build}-linux`, "--machines", "m1");
  const { code } = await refusal(rig, 65, "start", rig.build, "--group", "linux=m1", "--root", link);
  assert.equal(code, "run-name-taken");
});

test("a registration whose state.json is gone is told before it is dropped", async (context) => {
  const { rig, folder } = await twoGroups(context);
  rmSync(join(folder, "subruns"), { recursive: true });
  rmSync(join(folder, "state.json"));
  const { stderr } = await rig.run("reconcile");
  assert.match(stderr, /attempt 1 has no state\.json: .*; it is not watched/);
});
