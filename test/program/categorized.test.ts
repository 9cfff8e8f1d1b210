import assert from "node:assert/strict";
import { test } from "node:test";
import { green, junit, mochawesome, red } from "./artifacts.ts";
import { pass, untilClosed, untilPosts, untilSettled } from "./passes.ts";
import { buildOf, scopeOf } from "./reads.ts";
import { makeRig } from "./rig.ts";

test("declared groups are posted in order, each as the next begins, and the build itself never", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  const driver = await rig.runner("driver");
  const groups = ["--group", "linux=l1", "--group", "windows=w1", "--pid", String(driver.pid)];
  await rig.ok("start", build, ...groups);
  await pass(rig);
  assert.deepEqual((await buildOf(rig)).scopes, [], "a group is listed once it has begun");
  rig.report(`xml/${build}-linux/l1.xml`, junit(green));
  await untilSettled(rig, "linux");
  assert.equal((await scopeOf(rig, "linux")).state, "RUNNING");
  assert.equal(rig.receiver.posts.length, 0);
  rig.report(`xml/${build}-windows/w1.xml`, junit(red));
  await untilPosts(rig, 1);
  await untilSettled(rig, "windows");
  assert.equal(rig.receiver.posts.length, 1, "the last group ends with the driver");
  await driver.kill();
  await untilClosed(rig, "COMPLETED");
  await pass(rig);
  assert.deepEqual(
    rig.receiver.posts.map(({ text }) => text.split("\n")[0]?.replace(/ · \d+ s$/, "")),
    [
      `✅ COMPLETED · \`${build}-linux\` · group 1 of 2 · 1 machine passed · 2 tests`,
      `❌ FAILED · \`${build}-windows\` · group 2 of 2 · 1 machine failed · 1 of 2 tests`,
    ],
  );
});

test("groups nobody declared are found by a process and an artifact; report files alone make none", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  const driver = await rig.runner("driver", build);
  await rig.ok("start", build, "--categorize");
  await pass(rig);
  const linux = await rig.runner("--build", `${build}-linux`);
  rig.report(`mochawesome/${build}-merged.json`, mochawesome(red));
  rig.report(`xml/${build}-older/o1.xml`, junit(red));
  rig.report(`logs/${build}-linux.log`, "Machines (2): l1, l2\n");
  rig.report(`xml/${build}-linux/l1.xml`, junit(green));
  rig.report(`mochawesome/${build}-linux/l2.json`, mochawesome(green));
  await pass(rig);
  const { scopes } = await buildOf(rig);
  assert.deepEqual(
    scopes.map(({ group, run }) => ({ group, run })),
    [{ group: "linux", run: `${build}-linux` }],
  );
  await linux.kill();
  await untilSettled(rig, "linux");
  assert.equal(rig.receiver.posts.length, 0, "while its driver is alive, only the next group ends a group");
  await driver.kill();
  await untilClosed(rig, "COMPLETED");
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
  assert.match(
    rig.receiver.posts[0]?.text ?? "",
    /^✅ COMPLETED · `\S+-linux` · group 1 · 2 machines passed · 4 tests/,
  );
});

test("a group whose message has to wait does not hold the next one back", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  const driver = await rig.runner("driver");
  await rig.ok("start", build, "--group", "linux=l1", "--group", "windows=w1", "--pid", String(driver.pid));
  rig.report(`xml/${build}-linux/l1.xml`, junit(green));
  await pass(rig);
  rig.report(`xml/${build}-windows/w1.xml`, junit(green));
  rig.receiver.script({ kind: "scripted", posts: false, end: { status: 429, headers: { "Retry-After": "600" } } });
  await driver.kill();
  await untilPosts(rig, 1);
  assert.match(rig.receiver.posts[0]?.text ?? "", /-windows` · group 2 of 2/);
  const { phase, tries, nextAt, lastError } = (await scopeOf(rig, "linux")).delivery;
  assert.deepEqual([phase, tries, lastError?.code], ["waiting", 1, "rate-limited"]);
  assert.ok(Date.parse(nextAt ?? "") > Date.now() + 500_000, "Retry-After is honoured");
  assert.equal((await rig.run("reconcile")).status, 75);
  assert.equal(rig.receiver.posts.length, 1);
});

test("cancelling the build cancels the groups that are not posted, and any that begins later", async (context) => {
  const rig = await makeRig(context);
  const { build } = rig;
  const driver = await rig.runner("driver");
  await rig.ok("start", build, "--group", "linux=l1", "--group", "windows=w1", "--pid", String(driver.pid));
  rig.report(`xml/${build}-linux/l1.xml`, junit(green));
  await pass(rig);
  await rig.ok("cancel", `${build}-linux`);
  await untilClosed(rig, "CANCELLED", `${build} · linux`);
  await rig.ok("cancel", build, "--reason", "no longer wanted");
  rig.report(`xml/${build}-windows/w1.xml`, junit(green));
  await driver.kill();
  await untilClosed(rig, "CANCELLED");
  await pass(rig);
  assert.equal(rig.receiver.requests.length, 0);
  assert.deepEqual(
    (await buildOf(rig)).scopes.map(({ group, state }) => [group, state]),
    [
      ["linux", "CANCELLED"],
      ["windows", "CANCELLED"],
    ],
  );
});
