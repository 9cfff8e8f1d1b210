import assert from "node:assert/strict";
import { test } from "node:test";
import { green, junit, red } from "./artifacts.ts";
import { pass, untilPosts } from "./passes.ts";
import { makeRig } from "./rig.ts";
import { finishedRun, untilTrouble } from "./scenes.ts";
import { explainShape, startShape, statusShape } from "./shapes.ts";

test("start --json prints what was registered, with its warnings", async (context) => {
  const rig = await makeRig(context);
  const { build, attempt, warnings } = startShape.parse(JSON.parse(await rig.ok("start", rig.build, "--json")));
  assert.deepEqual([build, attempt, warnings.map(({ code }) => code)], [rig.build, 1, ["no-end-evidence"]]);
});

test("status --json and explain --json print every documented field, whatever state a scope is in", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  statusShape.parse(JSON.parse(await rig.ok("status", "--json")));
  const driver = await rig.runner("driver");
  const groups = ["--group", "linux=l1", "--group", "windows=w1", "--pid", String(driver.pid)];
  await rig.ok("start", build, ...groups);
  rig.report(`xml/${build}-linux/l1.xml`, junit(green));
  await pass(rig);
  rig.report(`xml/${build}-windows/w1.xml`, junit(red));
  await untilPosts(rig, 1);
  rig.receiver.script({ kind: "scripted", posts: false, end: { status: 429, headers: { "Retry-After": "600" } } });
  await finishedRun(rig, `${build}.waits`);
  await untilTrouble(rig);
  await rig.ok("start", `${build}.new`);
  await rig.ok("cancel", `${build}.new`);
  await rig.run("reconcile");

  const { builds, watcher } = statusShape.parse(JSON.parse(await rig.ok("status", "--all", "--json")));
  assert.deepEqual([watcher.stale, watcher.lastPassExit], [false, 75]);
  const told = builds.flatMap((one) =>
    one.scopes.map(({ group, state, delivery, tests }) => [one.build, group, state, delivery.phase, tests?.total]),
  );
  assert.deepEqual(told.sort(), [
    [build, "linux", "COMPLETED", "posted", 2],
    [build, "windows", "RUNNING", "none", 2],
    [`${build}.new`, null, "CANCELLED", "suppressed", undefined],
    [`${build}.waits`, null, "COMPLETED", "waiting", 2],
  ]);
  for (const one of [build, `${build}.waits`, `${build}.new`]) {
    const explained = explainShape.parse(JSON.parse(await rig.ok("explain", one, "--json")));
    assert.equal(explained.build, one);
    for (const { rules } of explained.scopes)
      assert.ok(rules.every(({ matched }, at) => matched === (at === rules.length - 1)));
  }
});

test("a refused command with --json leaves standard output empty", async (context) => {
  const rig = await makeRig(context);
  for (const command of ["status", "explain", "preview"]) {
    assert.deepEqual(await rig.run(command, "nobody", "--json").then(({ status, stdout }) => [status, stdout]), [
      65,
      "",
    ]);
  }
});
