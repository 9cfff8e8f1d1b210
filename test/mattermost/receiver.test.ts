import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { parseBehaviour } from "./behaviour.ts";
import { send } from "./client.ts";
import { startReceiver } from "./receiver.ts";
import type { Receiver, ReceiverOptions } from "./receiver.ts";

const body = JSON.stringify({ text: "x", props: { atvm_delivery_id: "d-1" } });

async function start(t: TestContext, options: ReceiverOptions = {}): Promise<Receiver> {
  const receiver = await startReceiver(options);
  t.after(() => receiver.close());
  return receiver;
}

/** Writes a request that promises `length` bytes of body and gives those of `sent`. */
function write(receiver: Receiver, sent: string, length: number): Socket {
  const head = `POST ${receiver.webhook().pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: ${String(length)}\r\n\r\n`;
  const socket = connect(receiver.port, "127.0.0.1").resume();
  socket.write(head + sent);
  return socket;
}

test("a post is remembered, and appended to the file of posts", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "receiver-"));
  t.after(() => rm(directory, { recursive: true }));
  const postsFile = join(directory, "posts.jsonl");
  const receiver = await start(t, { postsFile });
  assert.equal((await send(receiver.webhook(), body)).text, "ok");
  const [line, ...rest] = (await readFile(postsFile, "utf8")).split("\n");
  assert.deepEqual(JSON.parse(line ?? ""), receiver.posts[0]);
  assert.deepEqual(rest, [""]);
  assert.equal(receiver.posts[0]?.deliveryId, "d-1");
});

test("scripted behaviours are used up in order, then requests are treated as usual", async (t) => {
  const receiver = await start(t);
  receiver.script(
    { kind: "scripted", posts: true, end: { status: 500 } },
    { kind: "scripted", posts: false, end: { status: 502 } },
  );
  const statuses = [
    (await send(receiver.webhook(), body)).status,
    (await send(receiver.webhook(), body)).status,
    (await send(receiver.webhook(), body)).status,
  ];
  assert.deepEqual([statuses, receiver.posts.length], [[500, 502, 200], 2]);
});

test("a client that leaves before a late answer does not stop the post", async (t) => {
  const receiver = await start(t);
  receiver.script({ kind: "usual", afterMs: 100 });
  const client = write(receiver, body, body.length);
  await receiver.untilRequests(1);
  client.destroy();
  await receiver.untilPosts(1);
  assert.equal(receiver.posts.length, 1);
});

test("complete JSON is posted even if more bytes were promised, JSON that is cut is not", async (t) => {
  const receiver = await start(t);
  write(receiver, body, body.length + 10).end();
  await receiver.untilPosts(1);
  write(receiver, body.slice(0, -1), body.length).end();
  await receiver.untilRequests(2);
  assert.equal((await send(receiver.webhook(), body)).status, 200);
  assert.deepEqual([receiver.requests.length, receiver.posts.length], [3, 2]);
});

test("connections are refused for a while, and accepted again on the same port", async (t) => {
  const receiver = await start(t);
  await receiver.refuse();
  await assert.rejects(send(receiver.webhook(), body));
  await receiver.accept();
  assert.equal((await send(receiver.webhook(), body)).status, 200);
});

test("a rate limit answers in plain text and says when to come back", async (t) => {
  const receiver = await start(t);
  receiver.script(parseBehaviour("429:7") ?? assert.fail("unknown word"));
  const { status, headers, text } = await send(receiver.webhook(), body);
  assert.deepEqual([status, headers["retry-after"], text], [429, "7", "limit exceeded"]);
});

for (const end of ["close", "reset"] as const) {
  test(`a ${end} can come after the post is made`, async (t) => {
    const receiver = await start(t);
    receiver.script({ kind: "scripted", posts: true, end });
    await assert.rejects(send(receiver.webhook(), body));
    assert.equal(receiver.posts.length, 1);
  });
}

test("closing does not wait for clients that are kept waiting", async (t) => {
  const receiver = await start(t);
  receiver.script({ kind: "scripted", posts: false, end: "silence" }, { kind: "usual", afterMs: 3_600_000 });
  const waiting = [assert.rejects(send(receiver.webhook(), body)), assert.rejects(send(receiver.webhook(), body))];
  await receiver.untilRequests(2);
  await receiver.close();
  await Promise.all(waiting);
  assert.equal(receiver.posts.length, 0);
});
