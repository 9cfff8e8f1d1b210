import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { TestContext } from "node:test";
import type { LookAnswer } from "../../src/core/mattermostports.ts";
import { createLookup, type ApiAccess } from "../../src/delivery/lookup.ts";
import { parseBehaviour } from "../mattermost/behaviour.ts";
import { startReceiver, type Receiver } from "../mattermost/receiver.ts";
import { channelId, readerToken, strangerToken } from "../mattermost/world.ts";
import { startRawServer } from "./raw-server.ts";
import { assertNoSecret } from "./secrets.ts";

const patience = 20_000;
const impatience = 300;
const minute = 60_000;

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});

afterEach(() => receiver.close());

function accessTo(url: string, change: Partial<ApiAccess> = {}): ApiAccess {
  return { url: new URL(url), channelId, token: readerToken, timeoutMs: patience, ...change };
}

async function find(id: string, change: Partial<ApiAccess> = {}, ms = minute): Promise<string> {
  const access = accessTo(receiver.url, change);
  return said(await createLookup(access).find(id, ms), access.token);
}

function said(answer: LookAnswer, token: string): string {
  assertNoSecret(answer, token);
  return answer.seen === "could-not-look" ? answer.code : answer.seen;
}

function made(id: string, channel = "atvm"): void {
  receiver.addPosts([{ hook: "h", channel, text: "x", props: { atvm_delivery_id: id }, deliveryId: id }]);
}

function script(...words: readonly string[]): void {
  receiver.script(...words.map((word) => parseBehaviour(word) ?? assert.fail(`no behaviour ${word}`)));
}

test("a post is found by its delivery id among others, and one that is not there is not", async () => {
  for (const id of ["d-0", "d-1", "d-2"]) made(id);
  assert.equal(await find("d-1"), "found");
  assert.equal(await find("d-3"), "not-found");
});

test("a post that somebody deleted since is found: it was delivered", async () => {
  made("d-1");
  receiver.deletePost("d-1");
  assert.equal(await find("d-1"), "found");
});

test("a post in another channel is not there", async () => {
  made("d-1", "town-square");
  assert.equal(await find("d-1"), "not-found");
});

for (const [title, aheadMs] of [
  ["a year ahead", 365 * 24 * 60 * minute],
  ["a year behind", -365 * 24 * 60 * minute],
] as const) {
  test(`on a server whose clock is ${title} a post is found`, async (t) => {
    const other = await startReceiver({ aheadMs });
    t.after(() => other.close());
    other.addPosts([{ hook: "h", channel: "atvm", text: "x", props: { atvm_delivery_id: "d-1" }, deliveryId: "d-1" }]);
    assert.equal(said(await createLookup(accessTo(other.url)).find("d-1", minute), readerToken), "found");
  });
}

test("only what is younger than asked, and the margin, is looked at", async () => {
  await find("d-1", {}, 3 * minute);
  const [, page] = receiver.requests;
  const since = Number(new URL(page?.path ?? "", receiver.url).searchParams.get("since"));
  const expected = Date.now() - 3 * minute - 10 * minute;
  assert.ok(Math.abs(since - expected) < patience, `${since} instead of ${expected}`);
});

test("the token goes in a header of requests that only read, each on a connection of its own", async () => {
  await find("d-1");
  assert.equal(receiver.requests.length, 2);
  assert.equal(new Set(receiver.requests.map(({ connection }) => connection)).size, 2);
  for (const { method, path, headers } of receiver.requests) {
    assert.deepEqual([method, headers.authorization], ["GET", `Bearer ${readerToken}`]);
    assert.ok(!path.includes(readerToken));
  }
});

test("a page that may have left out posts is no proof that one is not there, but one in it is", async () => {
  made("d-old");
  for (let count = 0; count < 1_000; count++) made(`d-${count}`);
  assert.equal(await find("d-old"), "too-many");
  assert.equal(await find("d-999"), "found");
});

test("a refused token, one without the right to read, and a wrong channel are told apart, by the check too", async () => {
  const wrong: readonly [Partial<ApiAccess>, string][] = [
    [{ token: "tnobody3nobody3nobody3nobo" }, "token-refused"],
    [{ token: strangerToken }, "not-permitted"],
    [{ channelId: "x".repeat(26) }, "channel-unknown"],
  ];
  for (const [change, code] of wrong) {
    assert.equal(await find("d-1", change), code);
    assert.equal((await createLookup(accessTo(receiver.url, change)).check())?.code, code);
  }
  assert.equal(await createLookup(accessTo(receiver.url)).check(), null);
});

test("a channel id cannot lead to another address of the server", async () => {
  await find("d-1", { channelId: "../../users/me?x=#" });
  assert.deepEqual(
    receiver.requests.map(({ path }) => path.split("?")[0]),
    ["/api/v4/channels/..%2F..%2Fusers%2Fme%3Fx%3D%23/posts"],
  );
});

const scripted: readonly [title: string, behaviour: string, code: string][] = [
  ["a redirect", "302", "redirected"],
  ["a rate limit", "429:7", "rate-limited"],
  ["a server error", "500", "server-error"],
  ["a proxy's error", "502", "server-error"],
  ["something that is not Mattermost", "200", "unexpected-answer"],
  ["a connection closed without an answer", "close", "connection-lost"],
  ["an answer without end", "endless", "too-large"],
];

for (const [title, word, code] of scripted) {
  test(`${title} is told as ${code}, at the first request and at the second`, async () => {
    made("d-1");
    script(word);
    assert.equal(await find("d-1"), code);
    script("usual", word);
    assert.equal(await find("d-1"), code);
  });
}

test("a server that is silent is given up at the deadline", async () => {
  script("silence");
  assert.equal(await find("d-1", { timeoutMs: impatience }), "timeout");
});

test("a server that refuses connections could not be asked", async () => {
  await receiver.refuse();
  assert.equal(await find("d-1"), "unreachable");
});

test("an answer without a time, or with one that is none, tells nothing", async (t) => {
  const page = '{"order":[],"posts":{}}';
  for (const date of ["", "Date: yesterday\r\n"]) {
    const server = await startRawServer((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\n${date}Content-Length: ${page.length}\r\n\r\n${page}`),
    );
    t.after(() => server.close());
    const answer = await createLookup(accessTo(`http://127.0.0.1:${server.port}`)).find("d-1", minute);
    assert.equal(said(answer, readerToken), "unexpected-answer");
  }
});

test("an address with a path and slashes at its end is kept", async (t) => {
  const asked = await addressAsked(t, "/mattermost//");
  assert.match(asked, new RegExp(`^GET /mattermost/api/v4/channels/${channelId}/posts\\?since=\\d+ HTTP`));
});

async function addressAsked(t: TestContext, path: string): Promise<string> {
  const server = await startRawServer((socket) => socket.end("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"));
  t.after(() => server.close());
  await createLookup(accessTo(`http://127.0.0.1:${server.port}${path}`)).check();
  return server.received();
}
