import assert from "node:assert/strict";
import { test } from "node:test";
import { pass, passesUntil, untilClosed, untilPosts, waitFor } from "./passes.ts";
import { buildOf, explain, scopeOf } from "./reads.ts";
import { makeRig } from "./rig.ts";
import { dueRun, finishedRun, untilTrouble } from "./scenes.ts";

const missing = "no Mattermost webhook is configured: store it with `sudo atvm-run-watcher setup --webhook-file FILE`";

test("without a webhook a build is registered, warned of and kept due until there is one", async (context) => {
  const rig = await makeRig(context);
  rig.useWebhook(null);
  const registered = await rig.ok("start", rig.build, "--machines", "alpha");
  assert.ok(registered.includes(`warning: webhook-missing: ${missing}`), registered);
  const first = await rig.run("reconcile");
  assert.equal(first.status, 78);
  assert.ok(first.stderr.includes(missing), first.stderr);
  await rig.ok("cancel", rig.build);
  await passesUntil(rig, "closed", ({ stderr }) => stderr.includes(": closed as CANCELLED "));
  await pass(rig);

  await dueRun(rig, "--rerun");
  rig.useWebhook(null);
  assert.equal((await rig.run("reconcile")).status, 78);
  assert.equal((await scopeOf(rig)).delivery.phase, "waiting");
  assert.ok((await explain(rig)).includes(`message: due, but ${missing}`));
  rig.useWebhook(rig.receiver.webhook());
  await pass(rig);
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});

test("a wrong webhook is told, and with the right one the message is posted once", async (context) => {
  const rig = await makeRig(context);
  rig.useWebhook(rig.receiver.webhook("n0suchh00kxxxxxxxxxxxxxxxx"));
  await finishedRun(rig);
  const failed = await untilTrouble(rig);
  assert.match(failed.stderr, /refused the webhook \(400\); check that it still exists/);
  const { lastError, nextAt } = (await scopeOf(rig)).delivery;
  assert.equal(lastError?.code, "webhook-unknown");
  rig.useWebhook(rig.receiver.webhook());
  await waitFor(nextAt);
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});

test("a cancel between the verdict and the first try stops the post", async (context) => {
  const rig = await makeRig(context);
  await dueRun(rig);
  await rig.ok("cancel", rig.build, "--reason", "wrong branch");
  await untilClosed(rig, "CANCELLED");
  await pass(rig);
  assert.equal(rig.receiver.requests.length, 0);
  const { state, scopes } = await buildOf(rig);
  assert.deepEqual([state, scopes[0]?.delivery.phase], ["CANCELLED", "suppressed"]);
  assert.match(await explain(rig), /because it was cancelled by an operator: "wrong branch"/);
});

test("two passes at once send one message", async (context) => {
  const rig = await makeRig(context);
  await dueRun(rig);
  const both = await Promise.all([rig.begin("reconcile").ended, rig.begin("reconcile").ended]);
  assert.deepEqual(
    both.map(({ status }) => status),
    [0, 0],
  );
  await pass(rig);
  assert.deepEqual([rig.receiver.requests.length, rig.receiver.posts.length], [1, 1]);
});
