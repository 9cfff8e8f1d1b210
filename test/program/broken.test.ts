import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createStore } from "../../src/store/store.ts";
import { green, junit } from "./artifacts.ts";
import { neverPosts } from "./never.ts";
import { pass, untilClosed } from "./passes.ts";
import { explain } from "./reads.ts";
import { makeRig, type Rig } from "./rig.ts";
import { scopeFolder } from "./scenes.ts";

test("a run cancelled with `cancel` is never posted", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  await pass(rig);
  const said = await rig.ok("cancel", rig.build, "--reason", "wrong branch");
  assert.match(said, /is marked as cancelled and will not be posted; the run itself was not stopped/);
  assert.match(await rig.ok("cancel", rig.build), /was already marked as cancelled/);
  await untilClosed(rig, "CANCELLED");
  assert.match(await explain(rig), /because it was cancelled by an operator: "wrong branch"/);
  await neverPosts(rig, "CANCELLED");
});

test("a run is cancelled by touching cancelled.json", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  writeFileSync(join(scopeFolder(rig, rig.build), "cancelled.json"), "");
  await untilClosed(rig, "CANCELLED");
  assert.match(await explain(rig), /because it was cancelled by an operator\n/);
  await neverPosts(rig, "CANCELLED");
});

test("a run whose log says that it was cancelled is never posted", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("--build", rig.build);
  await rig.ok("start", rig.build, "--machines", "alpha");
  await pass(rig);
  rig.report(`logs/${rig.build}.log`, "working\nRun was cancelled by admin\n");
  await runner.kill();
  await untilClosed(rig, "CANCELLED");
  assert.match(await explain(rig), /because its log says that it was cancelled: "Run was cancelled by admin"/);
  await neverPosts(rig, "CANCELLED");
});

test("a run whose process was killed with a machine missing is never posted", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("whatever");
  await rig.ok("start", rig.build, "--machines", "alpha,beta", "--pid", String(runner.pid));
  rig.report(`xml/${rig.build}/beta.xml`, junit(green));
  await pass(rig);
  await runner.kill();
  await untilClosed(rig, "TERMINATED");
  assert.match(
    await explain(rig),
    /because its runner was seen alive and has been gone since [^\n]+ UTC\n {2}because alpha has not reported/,
  );
  await neverPosts(rig, "TERMINATED");
});

test("a run whose log says that it was killed is never posted", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  rig.report(`logs/${rig.build}.log`, "working\nnpm ERR! signal SIGKILL\n");
  await untilClosed(rig, "TERMINATED");
  assert.match(await explain(rig), /because its log says that it was killed: "npm ERR! signal SIGKILL"/);
  await neverPosts(rig, "TERMINATED");
});

test("a run that lived in an earlier boot died with it and is never posted", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha,beta");
  rig.report(`xml/${rig.build}/beta.xml`, junit(green));
  await pass(rig);
  await rebooted(rig);
  await untilClosed(rig, "TERMINATED");
  assert.match(await explain(rig), /because it lived in an earlier boot of the controller and died with it/);
  await neverPosts(rig, "TERMINATED");
});

/** Makes all that is remembered so far a memory of an earlier boot; what lies in /run is gone with one. */
async function rebooted(rig: Rig): Promise<void> {
  const store = createStore({ stateDir: rig.stateDir });
  const { state } = await store.load(rig.build, 1);
  assert.ok(state);
  const { boot } = state.registered;
  await store.saveAttempt(JSON.parse(JSON.stringify(state).replaceAll(boot, "an-earlier-boot")) as typeof state, {
    compromised: () => false,
  });
  rmSync(`${rig.stateDir}.run`, { recursive: true });
}
