import assert from "node:assert/strict";
import dns from "node:dns";
import type { Socket } from "node:net";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { createMattermost } from "../../src/delivery/mattermost.ts";
import { startRawServer } from "./raw-server.ts";

const message = { text: "hello", props: { atvm_delivery_id: "d-1" } };
const timeoutMs = 400;

/** Bytes come far more often than any time-out for silence would need. */
const dripMs = 20;

async function posted(port: number, host = "127.0.0.1"): Promise<string> {
  const webhook = new URL(`http://${host}:${port}/hooks/zsecretz`);
  const outcome = await createMattermost({ webhook, timeoutMs }).post(message);
  return outcome.sent === "posted" ? "posted" : `${outcome.sent}: ${outcome.code}`;
}

/** A server that sends `begin` at once and then `more` for ever, a little at a time. */
async function dripping(t: TestContext, begin: string, more: string): Promise<number> {
  const timers: NodeJS.Timeout[] = [];
  const server = await startRawServer((socket: Socket) => {
    socket.write(begin);
    timers.push(setInterval(() => socket.write(more), dripMs));
  });
  t.after(() => {
    for (const timer of timers) clearInterval(timer);
    return server.close();
  });
  return server.port;
}

test("a body that comes a byte at a time is given up at the deadline, though it is never silent", async (t) => {
  assert.equal(
    await posted(await dripping(t, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "o")),
    "unknown: timeout",
  );
});

test("headers that never end are given up at the deadline", async (t) => {
  assert.equal(await posted(await dripping(t, "HTTP/1.1 200 OK\r\n", "X: y\r\n")), "unknown: timeout");
});

test("a refusal whose body comes a byte at a time is the refusal, at the deadline", async (t) => {
  assert.equal(
    await posted(await dripping(t, "HTTP/1.1 404 Not\r\nContent-Length: 9999\r\n\r\n", "x")),
    "no: channel-refused",
  );
});

test("a name server that never answers is given up at the deadline, and nothing was sent", async (t) => {
  t.mock.method(dns, "lookup", () => undefined);
  assert.equal(await posted(80, "mattermost.example"), "no: connect-timeout");
});
