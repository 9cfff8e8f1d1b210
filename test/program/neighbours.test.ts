import assert from "node:assert/strict";
import { test } from "node:test";
import { green, junit } from "./artifacts.ts";
import { pass, untilPosts, untilSettled } from "./passes.ts";
import { scopeOf } from "./reads.ts";
import { makeRig } from "./rig.ts";

test("what a closed build left is no machine of a build whose name its own begins with", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("whatever");
  await rig.ok("start", rig.build, "--machines", "lnx,win", "--pid", String(runner.pid));
  const other = `${rig.build}-win`;
  const its = await rig.runner("other");
  await rig.ok("start", other, "--machines", "m1", "--pid", String(its.pid));
  rig.report(`xml/${other}/m1.xml`, junit(green));
  rig.report(`xml/${other}.xml`, junit(green));
  await its.kill();
  await untilPosts(rig, 1);
  rig.report(`xml/${rig.build}/lnx.xml`, junit(green));
  await runner.kill();
  await pass(rig);
  await untilSettled(rig);
  await pass(rig);
  const { machines } = await scopeOf(rig);
  assert.equal(machines.find(({ name }) => name === "win")?.state, "NOT STARTED");
  assert.equal(rig.receiver.posts.length, 1);
});
