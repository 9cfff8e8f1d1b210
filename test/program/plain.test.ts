import assert from "node:assert/strict";
import { test } from "node:test";
import { cypressLog } from "../core/logs/cypresslog.ts";
import { green, junit, mochawesome, red } from "./artifacts.ts";
import { pass, untilPosts, untilSettled } from "./passes.ts";
import { buildOf, explain, scopeOf } from "./reads.ts";
import { makeRig, type Rig } from "./rig.ts";

test("a run that passed is posted once, when the process given with --pid is gone", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  const runner = await rig.runner("whatever");
  await rig.ok("start", build, "--machines", "alpha,beta", "--pid", String(runner.pid));
  await pass(rig);
  rig.report(`xml/${build}/alpha.xml`, junit(green));
  rig.report(`xml/${build}_beta.xml`, junit(green));
  await untilSettled(rig);
  assert.match(await explain(rig), /RUNNING .*\n {2}because its runner is alive \(pid \d+\)/);
  await runner.kill();
  await untilPosts(rig, 1);
  await pass(rig);
  await pass(rig);
  const [post, ...more] = rig.receiver.posts;
  assert.match(post?.text ?? "", lines(`✅ COMPLETED · \`${build}\` · 2 machines passed · 4 tests · \\d+ s`));
  assert.deepEqual(more, []);
});

test("a run that failed is posted once, with its failing tests by name", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  const runner = await rig.runner("whatever");
  await rig.ok("start", build, "--machines", "alpha,beta", "--pid", String(runner.pid));
  await pass(rig);
  rig.report(`xml/${build}/alpha.xml`, junit(green));
  rig.report(`mochawesome/${build}/beta.json`, mochawesome(red));
  await runner.kill();
  await untilPosts(rig, 1);
  await pass(rig);
  const [post, ...more] = rig.receiver.posts;
  const wanted = lines(
    `❌ FAILED · \`${build}\` · 1 of 2 machines failed · 1 of 4 tests · \\d+ s`,
    "❌ `beta` · 1 of 2 tests failed",
    "",
    "- session signs out \\(`beta`\\): `Error: the button is gone`",
  );
  assert.match(post?.text ?? "", wanted);
  assert.deepEqual(more, []);
});

test("a runner known by its command line alone ends the run when it is gone", async (context) => {
  const rig = await makeRig(context);
  const runner = await rig.runner("--build", rig.build);
  await rig.ok("start", rig.build, "--machines", "alpha");
  await pass(rig);
  assert.deepEqual((await scopeOf(rig)).runner, { seen: "alive", pid: runner.pid });
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  await runner.kill();
  await untilPosts(rig, 1);
  assert.match(await explain(rig), /because its runner was seen alive and is gone/);
});

test("the totals below (Run Finished) end a run of which no process was ever seen", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  rig.report(`logs/${rig.build}.log`, cypressLog([{ name: "session.cy.js", tests: 2, failing: 0 }]));
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  await untilPosts(rig, 1);
  assert.match(rig.receiver.posts[0]?.text ?? "", /^✅ COMPLETED/);
  assert.match(await explain(rig), /because its log tells the end: "✔ All specs passed!/);
});

test("a failed spec in the totals makes the run a failed one although no report tells of it", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build, "--machines", "alpha");
  const crashed = { name: "crashes.cy.js", tests: null, failing: 1 };
  rig.report(`logs/${rig.build}.log`, cypressLog([{ name: "session.cy.js", tests: 2, failing: 0 }, crashed]));
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  await untilPosts(rig, 1);
  assert.match(rig.receiver.posts[0]?.text ?? "", /^❌ FAILED .* 1 of 2 specs failed, no report of it/);
});

test("an end marker of the configuration ends a run whose machines were only observed", async (context) => {
  const rig = await makeRig(context, { markers: { end: ["^suite over, code \\d+$"] } });
  await rig.ok("start", rig.build);
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  rig.report(`xml/${rig.build}/beta.xml`, junit(green));
  rig.report(`logs/${rig.build}.log`, "working\n");
  await untilSettled(rig);
  assert.equal((await scopeOf(rig)).state, "RUNNING");
  rig.report(`logs/${rig.build}.log`, "working\nsuite over, code 0\n");
  await untilPosts(rig, 1);
  assert.match(rig.receiver.posts[0]?.text ?? "", /^✅ COMPLETED .* 2 machines passed/);
});

test("a run that nothing ends needs review, and `reset --ended` has it posted", async (context) => {
  const rig = await makeRig(context);
  await rig.ok("start", rig.build);
  rig.report(`xml/${rig.build}/alpha.xml`, junit(green));
  await untilSettled(rig);
  const { state, needsReview } = await buildOf(rig);
  assert.deepEqual(
    { state, needsReview, posts: rig.receiver.posts.length },
    { state: "RUNNING", needsReview: true, posts: 0 },
  );
  assert.match(await explain(rig), advice(rig));
  await rig.ok("reset", rig.build, "--ended");
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});

function lines(...expressions: readonly string[]): RegExp {
  return new RegExp(`^${expressions.join("\\n")}$`);
}

function advice({ build }: Rig): RegExp {
  return new RegExp(`because nothing confirms yet that the run is over(.|\n)*atvm-run-watcher reset ${build} --ended`);
}
