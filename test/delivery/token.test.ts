import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Lookup } from "../../src/core/mattermostports.ts";
import { createLookup } from "../../src/delivery/lookup.ts";
import { startReceiver } from "../mattermost/receiver.ts";
import { channelId, readerToken } from "../mattermost/world.ts";
import { makeCertificates } from "./certificates.ts";
import { startRawServer, startTlsServer } from "./raw-server.ts";
import { assertNoSecret } from "./secrets.ts";

const minute = 60_000;

function lookupAt(url: string, caFile?: string): Lookup {
  return createLookup({ url: new URL(url), channelId, token: readerToken, timeoutMs: 20_000, caFile });
}

async function code(url: string, caFile?: string): Promise<string> {
  const answer = await lookupAt(url, caFile).find("d-1", minute);
  assertNoSecret(answer, readerToken);
  return answer.seen === "could-not-look" ? answer.code : answer.seen;
}

test("the token goes out over https, or to this machine: an http address elsewhere is not asked", async (t) => {
  for (const url of [
    "http://mattermost.example",
    "http://10.0.0.1",
    "http://127.0.0.1.example",
    "http://localhost.example",
  ]) {
    assert.equal(await code(url), "insecure");
  }
  const here = await startReceiver();
  t.after(() => here.close());
  for (const host of ["localhost", "127.0.0.1"]) assert.equal(await code(`http://${host}:${here.port}`), "not-found");
  assert.equal(await code("https://bot:pass@mattermost.example"), "url-with-user");
});

test("over https the token is sent once the certificate is trusted, and not before", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "lookup-"));
  t.after(() => rm(folder, { recursive: true }));
  const { server: credentials, caFile } = makeCertificates(folder, "IP:127.0.0.1");
  const server = await startTlsServer(credentials, (socket) =>
    socket.end("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"),
  );
  t.after(() => server.close());
  const url = `https://127.0.0.1:${server.port}`;
  assert.equal(await code(url), "unreachable");
  assert.equal(server.received(), "");
  assert.equal(await code(url, caFile), "token-refused");
  assert.ok(server.received().includes(readerToken));
});

for (const status of [200, 302, 400, 401, 403, 404, 429, 500]) {
  test(`an answer ${status} that tells the token in every header and in its body is told without it`, async (t) => {
    const body = `{"message":"${readerToken}"}`;
    const headers = ["Location", "Retry-After", "Date", "Content-Type"].map((name) => `${name}: ${readerToken}\r\n`);
    const answer = `HTTP/1.1 ${status} ${readerToken}\r\n${headers.join("")}Content-Length: ${body.length}\r\n\r\n${body}`;
    const server = await startRawServer((socket) => socket.end(answer));
    t.after(() => server.close());
    const lookup = lookupAt(`http://127.0.0.1:${server.port}`);
    assertNoSecret(await lookup.find("d-1", minute), readerToken);
    assertNoSecret((await lookup.check()) ?? {}, readerToken);
  });
}
