import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { TestContext } from "node:test";
import { rootCertificates } from "node:tls";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { SendOutcome } from "../../src/core/mattermostports.ts";
import { authoritiesOf } from "../../src/delivery/authorities.ts";
import type { Endpoint } from "../../src/delivery/exchange.ts";
import { createMattermost } from "../../src/delivery/mattermost.ts";
import { makeCertificates } from "./certificates.ts";
import type { Certificates } from "./certificates.ts";
import { startRawServer, startTlsServer } from "./raw-server.ts";
import type { RawServer } from "./raw-server.ts";
import { assertNoSecret } from "./secrets.ts";

const secret = "zsecretzsecretzsecretz";
const message = { text: "hello", props: { atvm_delivery_id: "d-1" } };
const patience = 20_000;
const impatience = 300;

let directory: string;
let right: Certificates;
let wrongName: Certificates;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), "oddities-"));
  right = makeCertificates(await mkdtemp(join(directory, "right-")), "IP:127.0.0.1");
  wrongName = makeCertificates(await mkdtemp(join(directory, "wrong-")), "DNS:elsewhere.example.org");
});

after(() => rm(directory, { recursive: true }));

async function post(url: string, options: Partial<Endpoint> = {}): Promise<readonly string[]> {
  const webhook = new URL(`${url}/hooks/${secret}`);
  const outcome: SendOutcome = await createMattermost({ webhook, timeoutMs: patience, ...options }).post(message);
  assertNoSecret(outcome, secret);
  return outcome.sent === "posted" ? ["posted"] : [outcome.sent, outcome.code];
}

async function raw(t: TestContext, answer: (socket: Socket) => void): Promise<RawServer> {
  const server = await startRawServer(answer);
  t.after(() => server.close());
  return server;
}

async function secure(t: TestContext, { server: credentials }: Certificates): Promise<RawServer> {
  const server = await startTlsServer(credentials, (socket) => socket.end(http("200 OK", "ok")));
  t.after(() => server.close());
  return server;
}

function http(status: string, body: string | Buffer, ...headers: readonly string[]): Buffer {
  const head = [`HTTP/1.1 ${status}`, `Content-Length: ${String(body.length)}`, ...headers, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

const answers: readonly [title: string, answer: (socket: Socket) => void, summary: readonly string[]][] = [
  ["an answer in one piece", (socket) => socket.write(http("200 OK", "ok")), ["posted"]],
  ["a chunked answer", (socket) => socket.write(chunked("2\r\nok\r\n0\r\n\r\n")), ["posted"]],
  ["a chunked answer cut short", (socket) => socket.end(chunked("2\r\nok\r\n")), ["unknown", "connection-lost"]],
  [
    "an answer cut short",
    (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok"),
    ["unknown", "connection-lost"],
  ],
  ["headers cut short", (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-"), ["unknown", "connection-lost"]],
  ["a reset in the middle of the answer", (socket) => socket.resetAndDestroy(), ["unknown", "connection-lost"]],
  [
    "a refusal cut short",
    (socket) => socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n{"),
    ["no", "channel-refused"],
  ],
  [
    "a redirect to nowhere",
    (socket) => socket.write(http("302 Found", "", "Location: http://%zz/")),
    ["no", "redirected"],
  ],
  [
    "a redirect that names no place",
    (socket) => socket.write(http("307 Temporary Redirect", "")),
    ["no", "redirected"],
  ],
  ["no HTTP", (socket) => socket.end("220 mail.example.org ESMTP\r\n"), ["unknown", "unexpected-answer"]],
  ["a compressed answer nobody asked for", (socket) => socket.write(bomb()), ["unknown", "unexpected-answer"]],
];

for (const [title, answer, expected] of answers) {
  test(`${title} is ${expected.join(": ")}`, async (t) => {
    const server = await raw(t, answer);
    assert.deepEqual(await post(`http://127.0.0.1:${String(server.port)}`), expected);
  });
}

test("an answer that stops in the middle of its body is unknown after the deadline", async (t) => {
  const server = await raw(t, (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no"));
  assert.deepEqual(await post(`http://127.0.0.1:${String(server.port)}`, { timeoutMs: impatience }), [
    "unknown",
    "timeout",
  ]);
});

test("a refusal that stops in the middle of its body is a refusal", async (t) => {
  const server = await raw(t, (socket) => socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{"));
  assert.deepEqual(await post(`http://127.0.0.1:${String(server.port)}`, { timeoutMs: impatience }), [
    "no",
    "webhook-unknown",
  ]);
});

test("a server with a certificate of the given authority gets the message", async (t) => {
  const server = await secure(t, right);
  assert.deepEqual(await post(`https://127.0.0.1:${String(server.port)}`, { caFile: right.caFile }), ["posted"]);
  assert.match(server.received(), /atvm_delivery_id/);
});

test("an authority that the system trusts is trusted, Node's own only where the system has none", async (t) => {
  const server = await secure(t, right);
  const url = `https://127.0.0.1:${String(server.port)}`;
  const garbage = join(directory, "garbage.pem");
  await writeFile(garbage, "no certificate");
  assert.deepEqual(await post(url, { systemStores: ["/no/such/bundle", garbage, right.caFile] }), ["posted"]);
  assert.deepEqual(await post(url, { systemStores: [wrongName.caFile] }), ["no", "tls-failed"]);
  assert.deepEqual(await post(url, { systemStores: [wrongName.caFile], caFile: right.caFile }), ["posted"]);
  assert.deepEqual(await authoritiesOf({ systemStores: ["/no/such/bundle"] }), rootCertificates);
});

test("a server with a certificate of an unknown authority gets nothing", async (t) => {
  const server = await secure(t, right);
  assert.deepEqual(await post(`https://127.0.0.1:${String(server.port)}`), ["no", "tls-failed"]);
  assert.equal(server.received(), "");
});

test("a server with a certificate for another name gets nothing", async (t) => {
  const server = await secure(t, wrongName);
  const options = { caFile: wrongName.caFile };
  assert.deepEqual(await post(`https://127.0.0.1:${String(server.port)}`, options), ["no", "tls-failed"]);
  assert.equal(server.received(), "");
});

test("a server that speaks no TLS gets nothing of the message", async (t) => {
  const server = await raw(t, (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  assert.deepEqual(await post(`https://127.0.0.1:${String(server.port)}`), ["no", "tls-failed"]);
  assert.doesNotMatch(server.received(), /atvm_delivery_id/);
});

test("a server that closes during the TLS handshake gets nothing of the message", async (t) => {
  const server = await raw(t, (socket) => socket.end());
  assert.deepEqual(await post(`https://127.0.0.1:${String(server.port)}`), ["no", "connection-failed"]);
});

test("a server that is silent during the TLS handshake gets nothing of the message", async (t) => {
  const server = await raw(t, () => undefined);
  const url = `https://127.0.0.1:${String(server.port)}`;
  assert.deepEqual(await post(url, { timeoutMs: impatience }), ["no", "connect-timeout"]);
});

test("an authority file that is missing or holds no certificate sends nothing", async (t) => {
  const server = await secure(t, right);
  const url = `https://127.0.0.1:${String(server.port)}`;
  const garbage = join(directory, "garbage.pem");
  await writeFile(garbage, "no certificate");
  assert.deepEqual(await post(url, { caFile: join(directory, "missing.pem") }), ["no", "ca-unreadable"]);
  assert.deepEqual(await post(url, { caFile: garbage }), ["no", "ca-unreadable"]);
});

test("a connection that ends without a word to node-fetch does not end the process before the outcome", async (t) => {
  const server = await raw(t, (socket) =>
    socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
  );
  const program = `
    import { createMattermost } from "./src/delivery/mattermost.ts";
    const webhook = new URL("http://127.0.0.1:${String(server.port)}/hooks/${secret}");
    const outcome = await createMattermost({ webhook, timeoutMs: ${String(impatience)} }).post(${JSON.stringify(message)});
    process.stdout.write(outcome.sent);`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: join(import.meta.dirname, "../..") });
  assert.equal(stdout, "unknown");
});

function chunked(body: string): string {
  return `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}`;
}

/** 8 MB of nothing, which must not be unpacked. */
function bomb(): Buffer {
  return http("200 OK", gzipSync(Buffer.alloc(8 * 1024 * 1024)), "Content-Encoding: gzip");
}
