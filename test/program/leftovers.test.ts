import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { green, junit, mochawesome, red } from "./artifacts.ts";
import { pass, untilClosed, untilPosts } from "./passes.ts";
import { explain, scopeOf } from "./reads.ts";
import { makeRig, type Rig } from "./rig.ts";
import { finishedRun, writeFinished } from "./scenes.ts";

test("the whole green files of an earlier run complete no new attempt", async (context) => {
  const rig = await makeRig(context);
  writeFinished(rig);
  rig.report(`mochawesome/${rig.build}/alpha.json`, mochawesome(green));
  const runner = await rig.runner("whatever");
  const registered = await rig.ok("start", rig.build, "--machines", "alpha", "--pid", String(runner.pid));
  assert.match(registered, /3 older files of this name are not counted; --since counts them/);
  await pass(rig);
  const waiting = await explain(rig);
  assert.match(
    waiting,
    /because alpha has not reported; \S+alpha\.\w+ is older than this registration and is not counted/,
  );
  await runner.kill();
  await untilClosed(rig, "UNKNOWN");
  await pass(rig);
  assert.equal(rig.receiver.requests.length, 0);
});

test("explain of a run that left nothing new names the older report, and the command that would count it", async (context) => {
  const rig = await makeRig(context);
  await leftNothingNew(rig);
  const said = await explain(rig);
  assert.ok(said.includes(`xml/${rig.build}/alpha.xml is older than this registration and is not counted`), said);
  assert.match(said, new RegExp(`reset ${rig.build} --since \\S+`));
});

test("`reset --since` counts after all what was older than the registration", async (context) => {
  const rig = await makeRig(context);
  await leftNothingNew(rig);
  await rig.ok("reset", rig.build, "--since", "1h", "--ended");
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});

test("a mochawesome report left by a killed run counts no more after its JUnit report was deleted", async (context) => {
  const rig = await makeRig(context);
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  rig.report(`mochawesome/${rig.build}/alpha.json`, mochawesome(green));
  const runner = await rig.runner("whatever");
  await rig.ok("start", rig.build, "--machines", "alpha,beta", "--pid", String(runner.pid));
  rmSync(join(rig.root, "cypress/cmcReporter/xml", rig.build, "alpha.xml"));
  rig.report(`xml/${rig.build}/beta.xml`, junit(green));
  await pass(rig);
  await runner.kill();
  await untilClosed(rig, "TERMINATED");
  await pass(rig);
  assert.equal(rig.receiver.requests.length, 0);
  assert.ok((await explain(rig)).includes(`mochawesome/${rig.build}/alpha.json is older than this registration`));
});

test("--since counts what is there already", async (context) => {
  const rig = await makeRig(context);
  writeFinished(rig);
  const registered = await rig.ok("start", rig.build, "--machines", "alpha", "--since", "1h");
  assert.match(registered, /^2 older files are counted$/m);
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});

test("explain tells of a name never registered what files there are and what would judge them", async (context) => {
  const rig = await makeRig(context);
  writeFinished(rig);
  const { status, stdout, stderr } = await rig.run("explain", rig.build);
  assert.deepEqual([status, stdout], [65, ""]);
  const [, since] =
    /^atvm-run-watcher: build-unknown: "\S+" was never registered; 2 files .* start \S+ --since (\S+)\n$/.exec(
      stderr,
    ) ?? [];
  assert.ok(since, stderr);
  await rig.ok("start", rig.build, "--machines", "alpha", "--since", since);
  await untilPosts(rig, 1);
});

test("a rerun is an attempt of its own with a post of its own", async (context) => {
  const rig = await makeRig(context);
  await finishedRun(rig);
  await untilPosts(rig, 1);
  const runner = await rig.runner("whatever");
  await rig.ok("start", rig.build, "--rerun", "--machines", "alpha", "--pid", String(runner.pid));
  await pass(rig);
  assert.deepEqual((await scopeOf(rig)).machines, [{ name: "alpha", state: "NOT STARTED", declared: true }]);
  rig.report(`xml/${rig.build}/alpha.xml`, junit(red));
  await runner.kill();
  await untilPosts(rig, 2);
  await pass(rig);
  assert.match(rig.receiver.posts[1]?.text ?? "", /^❌ FAILED · `\S+` · attempt 2 · 1 machine failed/);
  assert.equal(rig.receiver.posts.length, 2);
});

/** Green files of an earlier run lie there, and a new one ends without writing any. */
async function leftNothingNew(rig: Rig): Promise<void> {
  writeFinished(rig);
  const runner = await rig.runner("whatever");
  await rig.ok("start", rig.build, "--machines", "alpha", "--pid", String(runner.pid));
  await runner.kill();
  await untilClosed(rig, "UNKNOWN");
}
