import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { formatSecond } from "../../src/core/zone.ts";
import { pass, untilPosts, waitFor } from "./passes.ts";
import { explain, scopeOf } from "./reads.ts";
import { refusal } from "./refusals.ts";
import { makeRig } from "./rig.ts";
import { finishedRun, scopeFolder, untilTrouble } from "./scenes.ts";

test("a message that Mattermost refused to take is told, tried again after a probe, and posted once", async (context) => {
  const rig = await makeRig(context);
  await rig.receiver.refuse();
  await finishedRun(rig);
  await untilTrouble(rig);
  const outcome = readFileSync(join(scopeFolder(rig, rig.build), "try-1.outcome.json"), "utf8");
  assert.match(outcome, /"outcome":"not-sent","error":\{"code":"connection-refused"/);
  const { delivery } = await scopeOf(rig);
  assert.deepEqual([delivery.phase, delivery.tries, delivery.lastError?.code], ["waiting", 1, "connection-refused"]);
  assert.equal((await rig.run("status", "--check")).status, 1);
  await rig.receiver.accept();
  await waitFor(delivery.nextAt);
  await untilPosts(rig, 1);
  await pass(rig);
  const bodies = rig.receiver.requests.map(({ body }) => body.toString());
  assert.equal(bodies.length, 2);
  assert.match(bodies[0] ?? "", /"channel":"atvm--no-such-channel"/);
  assert.match(bodies[1] ?? "", /COMPLETED/);
  assert.equal((await rig.run("status", "--check")).status, 0);
});

test("before the time of the next try nothing is sent, and explain names that time", async (context) => {
  const rig = await makeRig(context);
  rig.receiver.script({ kind: "scripted", posts: false, end: { status: 429, headers: { "Retry-After": "600" } } });
  await finishedRun(rig);
  await untilTrouble(rig);
  const { nextAt } = (await scopeOf(rig)).delivery;
  const next = formatSecond(nextAt ?? "none");
  assert.ok((await explain(rig)).includes(`message: due, but the last try failed; the next one is made at ${next}\n`));
  assert.equal((await rig.run("reconcile")).status, 75);
  assert.deepEqual([rig.receiver.requests.length, rig.receiver.posts.length], [1, 0]);
});

test("while the probe still fails nothing else is sent", async (context) => {
  const rig = await makeRig(context);
  rig.receiver.script({ kind: "scripted", posts: false, end: { status: 429, headers: { "Retry-After": "1" } } });
  await finishedRun(rig);
  await untilTrouble(rig);
  await waitFor((await scopeOf(rig)).delivery.nextAt);
  rig.receiver.script({ kind: "scripted", posts: false, end: { status: 503 } });
  const held = await rig.run("reconcile");
  assert.equal(held.status, 75);
  assert.match(held.stderr, /due, not posted yet: Mattermost does not answer as it should: \S+ failed with 503/);
  assert.deepEqual([rig.receiver.requests.length, rig.receiver.posts.length], [2, 0]);
  assert.equal((await scopeOf(rig)).delivery.tries, 1);
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});

test("a channel that is not there is told, and with the right one the message is posted once", async (context) => {
  const rig = await makeRig(context);
  await finishedRun(rig, rig.build, "--channel", "no-such-channel");
  const failed = await untilTrouble(rig);
  assert.match(failed.stderr, /refused the channel \(404\); check that it exists under the name in its URL/);
  const { phase, nextAt, lastError } = (await scopeOf(rig)).delivery;
  assert.deepEqual([phase, lastError?.code], ["waiting", "channel-refused"]);
  await rig.ok("reset", rig.build, "--channel", "town-square", "--ended");
  await waitFor(nextAt);
  await untilPosts(rig, 1);
  await pass(rig);
  assert.deepEqual(
    rig.receiver.posts.map(({ channel }) => channel),
    ["town-square"],
  );
});

test("a posted message can be neither cancelled nor judged again", async (context) => {
  const rig = await makeRig(context);
  await finishedRun(rig);
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal((await refusal(rig, 65, "cancel", rig.build)).code, "too-late");
  assert.equal((await refusal(rig, 65, "reset", rig.build)).code, "already-posted");
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});
