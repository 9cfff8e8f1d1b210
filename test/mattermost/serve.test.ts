import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "./serve.ts";
import type { Served } from "./serve.ts";
import { hookId, lockedHookId, orphanHookId, usualWorld } from "./world.ts";

const path = `/hooks/${hookId}`;

function ask(body: unknown, to = path, method = "POST"): Served {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return serve({ method, path: to, body: Buffer.from(text) }, usualWorld);
}

const refusals: readonly [title: string, served: Served, status: number][] = [
  ["bad JSON", ask('{"text":"cut'), 400],
  ["a byte order mark", ask('\uFEFF{"text":"x"}'), 400],
  ["an array", ask([]), 400],
  ["an empty object", ask({}), 400],
  ["an empty text without attachments", ask({ text: "", attachments: [] }), 400],
  ["a text that is a number", ask({ text: 5 }), 400],
  ["an unknown hook", ask({ text: "x" }, "/hooks/unknown"), 400],
  ["the hook of an archived channel", ask({ text: "x" }, `/hooks/${orphanHookId}`), 400],
  ["a body that is too large", ask({ text: "x", padding: "y".repeat(300_512) }), 400],
  ["an unknown channel", ask({ text: "x", channel: "nowhere" }), 404],
  ["an archived channel", ask({ text: "x", channel: "old-runs" }), 404],
  ["an unknown channel for a locked hook", ask({ text: "x", channel: "nowhere" }, `/hooks/${lockedHookId}`), 404],
  ["another channel for a locked hook", ask({ text: "x", channel: "town-square" }, `/hooks/${lockedHookId}`), 403],
  ["a channel that the hook's owner cannot read", ask({ text: "x", channel: "management" }), 403],
  ["a NUL in the text", ask({ text: "x\0" }), 500],
  ["a NUL deep in the props", ask({ text: "x", props: { a: [{ "b\0": 1 }] } }), 500],
  ["an unknown type", ask({ text: "x", type: "system_join" }), 500],
  ["a slash at the end of the URL", ask({ text: "x" }, `${path}/`), 405],
  ["another method", ask({ text: "x" }, path, "PUT"), 405],
];

for (const [title, served, status] of refusals) {
  test(`${title} is answered ${String(status)} and makes no post`, () => {
    assert.deepEqual([served.answer.status, served.posts.length], [status, 0]);
  });
}

test("errors are JSON whose message holds the secret of the hook", () => {
  const { answer } = ask({ text: "x", channel: "nowhere" });
  const body = JSON.parse(answer.body.toString()) as { message: string; status_code: number };
  assert.equal(body.status_code, 404);
  assert.ok(body.message.includes(hookId));
});

test("webhooks switched off are answered 501, whatever is asked", () => {
  const served = serve({ method: "POST", path, body: Buffer.from("{}") }, { ...usualWorld, webhooksOn: false });
  assert.equal(served.answer.status, 501);
});

test("a good message is one post in the hook's channel, unknown keys and all, answered ok", () => {
  const { answer, posts } = ask({ text: "x", colour: "red", props: { atvm_delivery_id: "d-1", card: "more" } });
  assert.deepEqual([answer.status, answer.headers["Content-Type"], answer.body], [200, "text/plain", "ok"]);
  const props = { atvm_delivery_id: "d-1", card: "more" };
  assert.deepEqual(posts, [{ hook: hookId, channel: "atvm", text: "x", props, deliveryId: "d-1" }]);
});

test("a literal backslash-u-0000 is no NUL", () => {
  assert.equal(ask({ text: "\\u0000" }).posts.length, 1);
});

test("the hook's own channel may be named, by a locked hook too", () => {
  assert.equal(ask({ text: "x", channel: "atvm" }, `/hooks/${lockedHookId}`).posts.length, 1);
});

test("a text of more than 16,383 code points becomes several posts without a word", () => {
  const { answer, posts } = ask({ text: "😀".repeat(16_384) });
  assert.deepEqual([answer.status, posts.map(({ text }) => Array.from(text).length)], [200, [16_383, 1]]);
  assert.equal(ask({ text: "😀".repeat(16_383) }).posts.length, 1);
});

test("text that looks like a link is rewritten", () => {
  const { posts } = ask({ text: "`Array<string|number>` | 3 < 5 | 7 > 2 | <!channel> <a\n|b>" });
  assert.equal(posts[0]?.text, "`Array[number](string)` | 3 [ 7 ]( 5 ) 2 | @channel <a\n|b>");
});
