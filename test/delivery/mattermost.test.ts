import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { SendOutcome } from "../../src/core/mattermostports.ts";
import { createMattermost } from "../../src/delivery/mattermost.ts";
import { parseBehaviour } from "../mattermost/behaviour.ts";
import type { Behaviour } from "../mattermost/behaviour.ts";
import { startReceiver } from "../mattermost/receiver.ts";
import type { Receiver } from "../mattermost/receiver.ts";
import { hookId, lockedHookId, orphanHookId, usualWorld } from "../mattermost/world.ts";
import { assertNoSecret } from "./secrets.ts";

const message = { text: "✅ COMPLETED · `nightly`", props: { atvm_delivery_id: "d-1" } };
/** Long enough for every answer that comes, short enough to wait for one that does not. */
const patience = 20_000;
const impatience = 300;

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});

afterEach(() => receiver.close());

function words(...list: readonly string[]): readonly Behaviour[] {
  return list.map((word) => parseBehaviour(word) ?? assert.fail(`no behaviour ${word}`));
}

async function post(body: { channel?: string } = {}, timeoutMs = patience, id = hookId): Promise<SendOutcome> {
  const outcome = await createMattermost({ webhook: receiver.webhook(id), timeoutMs }).post({ ...message, ...body });
  assertNoSecret(outcome, id);
  return outcome;
}

function summary(outcome: SendOutcome): readonly string[] {
  return outcome.sent === "posted" ? ["posted"] : [outcome.sent, outcome.code];
}

test("a message to a healthy server is posted, once and as it was given", async () => {
  assert.deepEqual(await post({ channel: "town-square" }), { sent: "posted" });
  const [made, ...more] = receiver.posts;
  assert.deepEqual([made?.text, made?.channel, made?.deliveryId], [message.text, "town-square", "d-1"]);
  assert.equal(more.length, 0);
  const [request] = receiver.requests;
  assert.deepEqual([request?.method, request?.headers["content-type"]], ["POST", "application/json"]);
});

test("each message goes out on a connection of its own that is not kept alive", async () => {
  const mattermost = createMattermost({ webhook: receiver.webhook(), timeoutMs: patience });
  await mattermost.post(message);
  await mattermost.post(message);
  assert.deepEqual(
    receiver.requests.map(({ connection, headers }) => [connection, headers.connection]),
    [
      [1, "close"],
      [2, "close"],
    ],
  );
});

const scripted: readonly [title: string, behaviour: string, summary: readonly string[], posts: number][] = [
  ["a redirect", "301", ["no", "redirected"], 0],
  ["a redirect that keeps the method", "307", ["no", "redirected"], 0],
  ["an unknown webhook", "400", ["no", "webhook-unknown"], 0],
  ["a refused channel", "403", ["no", "channel-refused"], 0],
  ["an unknown channel", "404", ["no", "channel-refused"], 0],
  ["a wrong method", "405", ["no", "request-refused"], 0],
  ["too many requests", "429:7", ["no", "rate-limited"], 0],
  ["webhooks switched off", "501", ["no", "webhooks-off"], 0],
  ["a server error without a post", "500", ["unknown", "server-error"], 0],
  ["a server error with a post", "500+post", ["unknown", "server-error"], 1],
  ["a proxy that gives up", "504+post", ["unknown", "server-error"], 1],
  ["another success", "202", ["unknown", "unexpected-answer"], 0],
  ["a connection closed without an answer", "close", ["unknown", "connection-lost"], 0],
  ["a connection closed after the post", "close+post", ["unknown", "connection-lost"], 1],
  ["a connection reset after the post", "reset+post", ["unknown", "connection-lost"], 1],
  ["an answer without end", "endless+post", ["unknown", "answer-too-large"], 1],
];

for (const [title, word, expected, posts] of scripted) {
  test(`${title} is ${expected.join(": ")}`, async () => {
    receiver.script(...words(word));
    assert.deepEqual(summary(await post()), expected);
    assert.equal(receiver.posts.length, posts);
  });
}

test("a connection reset before anything was read is not taken for posted", async () => {
  receiver.script(...words("reset-early"));
  // Whether the reset comes before or after `connect` is up to the kernel; either is told truly.
  assert.match(summary(await post()).join(": "), /^(?:no: connection-failed|unknown: connection-lost)$/);
  assert.equal(receiver.posts.length, 0);
});

test("200 with another body is unknown", async () => {
  receiver.script({ kind: "scripted", posts: false, end: { status: 200, body: `<html>${hookId}</html>` } });
  assert.deepEqual(summary(await post()), ["unknown", "unexpected-answer"]);
});

test("a redirect followed by another does not crash, and nothing follows it", async () => {
  receiver.script(...words("307", "307"));
  assert.deepEqual(summary(await post()), ["no", "redirected"]);
  assert.equal(receiver.requests.length, 1);
});

test("the wait a rate limit asks for is handed on in milliseconds", async () => {
  receiver.script(...words("429:7"));
  const outcome = await post();
  assert.equal(outcome.sent === "no" && outcome.retryAfterMs, 7000);
});

test("a deleted webhook, one of an archived channel, and a locked one are told apart from success", async () => {
  assert.deepEqual(summary(await post({}, patience, "gone5f3mduhx81iy3jkw9ctqza")), ["no", "webhook-unknown"]);
  assert.deepEqual(summary(await post({}, patience, orphanHookId)), ["no", "webhook-unknown"]);
  assert.deepEqual(summary(await post({ channel: "town-square" }, patience, lockedHookId)), ["no", "channel-refused"]);
  assert.deepEqual(summary(await post({ channel: "management" })), ["no", "channel-refused"]);
  assert.equal(receiver.posts.length, 0);
});

test("a server that never answers is unknown after the deadline", async () => {
  receiver.script(...words("silence"));
  assert.deepEqual(summary(await post({}, impatience)), ["unknown", "timeout"]);
});

test("a server that answers after the deadline has posted all the same, so that is unknown", async () => {
  receiver.script({ kind: "usual", afterMs: 2 * impatience });
  assert.deepEqual(summary(await post({}, impatience)), ["unknown", "timeout"]);
  await receiver.untilPosts(1);
  assert.equal(receiver.posts.length, 1);
});

test("a server that refuses connections got nothing, and gets the next message when it is back", async () => {
  await receiver.refuse();
  assert.deepEqual(summary(await post()), ["no", "connection-refused"]);
  await receiver.accept();
  assert.deepEqual(await post(), { sent: "posted" });
  assert.equal(receiver.posts.length, 1);
});

test("a host that does not exist got nothing", async () => {
  const webhook = new URL(`http://no-such-host.invalid/hooks/${hookId}`);
  const outcome = await createMattermost({ webhook, timeoutMs: patience }).post(message);
  assertNoSecret(outcome, hookId);
  assert.deepEqual(summary(outcome), ["no", "dns-failed"]);
});

test("what is unknown says how to settle it, what is not sent says what to do", async () => {
  receiver.script(...words("500", "404"));
  const outcomes = [await post(), await post()];
  const [unknown, no] = outcomes.map((outcome) => (outcome.sent === "posted" ? "" : outcome.text));
  assert.match(unknown ?? "", /^127\.0\.0\.1:\d+ failed with 500; .*; the message may be in the channel: .* resolve$/);
  assert.match(no ?? "", /^127\.0\.0\.1:\d+ refused the channel \(404\); check /);
});

test("the probe finds a healthy server healthy, with a locked webhook too, and posts nothing", async () => {
  for (const id of [hookId, lockedHookId]) {
    const mattermost = createMattermost({ webhook: receiver.webhook(id), timeoutMs: patience });
    assert.deepEqual(await mattermost.probe(), { healthy: true, proven: true });
  }
  assert.equal(receiver.posts.length, 0);
});

test("a 404 that is not in Mattermost's words proves no webhook", async () => {
  const mattermost = createMattermost({ webhook: receiver.webhook(), timeoutMs: patience });
  for (const body of ["<h1>404 Not Found</h1>", "", "null", '"404"', '{"error":"no such page"}']) {
    receiver.script({ kind: "scripted", posts: false, end: { status: 404, body } });
    assert.deepEqual(await mattermost.probe(), { healthy: true, proven: false }, body);
  }
});

const unhealthy: readonly [title: string, behaviour: string, code: string, timeoutMs?: number][] = [
  ["an unknown webhook or a database away", "400", "webhook-unknown"],
  ["webhooks switched off", "501", "webhooks-off"],
  ["a server error", "500", "server-error"],
  ["a server that is silent", "silence", "timeout", impatience],
  ["something that says ok to a channel that does not exist", "200", "unexpected-answer"],
];

for (const [title, word, code, timeoutMs = patience] of unhealthy) {
  test(`the probe finds ${title} unhealthy, and claims nothing of messages`, async () => {
    receiver.script(...words(word));
    const health = await createMattermost({ webhook: receiver.webhook(), timeoutMs }).probe();
    assertNoSecret(health, hookId);
    assert.equal(!health.healthy && health.code, code);
    assert.doesNotMatch(JSON.stringify(health), /message may be/);
  });
}

test("webhooks switched off by the server's own setting are not sent and unhealthy", async (t) => {
  const off = await startReceiver({ world: { ...usualWorld, webhooksOn: false } });
  t.after(() => off.close());
  const mattermost = createMattermost({ webhook: off.webhook(), timeoutMs: patience });
  assert.deepEqual(summary(await mattermost.post(message)), ["no", "webhooks-off"]);
  assert.equal((await mattermost.probe()).healthy, false);
});
