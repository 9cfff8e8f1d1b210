import assert from "node:assert/strict";
import { test } from "node:test";
import { green, junit } from "./artifacts.ts";
import { pass, untilPosts, untilSettled } from "./passes.ts";
import { explain, scopeOf } from "./reads.ts";
import { makeRig, type Rig } from "./rig.ts";

/** Attempt 1 is replaced by attempt 2 while its process is alive; what `start --replace` prints. */
async function replaced(
  rig: Rig,
): Promise<{ readonly old: number; readonly end: () => Promise<void>; readonly said: string }> {
  const runner = await rig.runner("--build", rig.build);
  await rig.ok("start", rig.build, "--machines", "alpha");
  await pass(rig);
  const next = await rig.runner("next");
  const said = await rig.ok("start", rig.build, "--replace", "--machines", "alpha", "--pid", String(next.pid));
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  await pass(rig);
  await next.kill();
  return { old: runner.pid, end: () => runner.kill(), said };
}

test("reports that a run replaced by --replace may still have written are not posted for the new one", async (context) => {
  const rig = await makeRig(context);
  const { old, end, said } = await replaced(rig);
  assert.match(said, new RegExp(`warning: earlier-alive: .*kill ${old}\\b`));
  await untilSettled(rig);
  await pass(rig);
  assert.match(await explain(rig), new RegExp(`1 process of an earlier attempt is still alive \\(pid ${old}\\)`));
  assert.equal((await scopeOf(rig)).needsReview, true);
  await end();
  await untilSettled(rig);
  await pass(rig);
  assert.match(await explain(rig), /alpha\.xml was there before the processes of an earlier attempt were gone/);
  assert.equal(rig.receiver.requests.length, 0);
  await rig.ok("reset", rig.build, "--ended");
  await untilPosts(rig, 1);
});

test("the script that registers a run anew is part of it, though the attempt before knew its process", async (context) => {
  const rig = await makeRig(context);
  // This test's own process is above every command it starts, as a driver is above its `start`.
  await rig.ok("start", rig.build, "--machines", "alpha", "--pid", String(process.pid));
  await pass(rig);
  const said = await rig.ok("start", rig.build, "--replace", "--machines", "alpha");
  // Its helpers may be told of: they were started for the attempt before.
  assert.doesNotMatch(said, new RegExp(`earlier-alive.*\\b${process.pid}\\b`));
});
