import { test } from "node:test";
import type { TestContext } from "node:test";
import { createMattermost } from "../../src/delivery/mattermost.ts";
import { startRawServer } from "./raw-server.ts";
import { assertNoSecret } from "./secrets.ts";

const secret = "zsecretzsecretzsecretz";
const message = { text: "hello", props: { atvm_delivery_id: "d-1" } };
const patience = 20_000;

/** An answer that says the secret of the webhook wherever a server can say something. */
function telling(status: number): string {
  const body = `{"message":"Invalid webhook: ${secret}","detailed_error":"/hooks/${secret}"}`;
  return [
    `HTTP/1.1 ${status} ${secret}`,
    `Location: https://elsewhere.example/hooks/${secret}`,
    `Retry-After: ${secret}`,
    `Date: ${secret}`,
    `Content-Type: ${secret}`,
    `X-Request-Id: ${secret}`,
    `Set-Cookie: hook=${secret}`,
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

async function webhookOf(t: TestContext, answer: string): Promise<URL> {
  const server = await startRawServer((socket) => socket.end(answer));
  t.after(() => server.close());
  return new URL(`http://127.0.0.1:${server.port}/hooks/${secret}`);
}

for (const status of [200, 201, 301, 302, 307, 308, 400, 401, 403, 404, 408, 413, 429, 500, 501, 502, 599]) {
  test(`an answer ${status} that tells the secret in every header and in its body is told without it`, async (t) => {
    const mattermost = createMattermost({ webhook: await webhookOf(t, telling(status)), timeoutMs: patience });
    assertNoSecret(await mattermost.post(message), secret);
    assertNoSecret(await mattermost.probe(), secret);
  });
}

const broken: readonly [title: string, answer: string][] = [
  ["a status line that is the secret", `${secret}\r\n\r\n`],
  ["a header that is the secret", `HTTP/1.1 200 OK\r\n${secret}\r\n\r\n`],
  ["a header with a control character beside it", `HTTP/1.1 200 OK\r\nX: ${secret}\u0001\r\n\r\n`],
  ["a status that is none", `HTTP/1.1 ${secret} OK\r\n\r\n`],
  ["a body that ends within it", `HTTP/1.1 400 Bad\r\nContent-Length: 999\r\n\r\n${secret}`],
  ["a compression that is none", `HTTP/1.1 200 OK\r\nContent-Encoding: ${secret}\r\nContent-Length: 2\r\n\r\nok`],
];

for (const [title, answer] of broken) {
  test(`${title} is told without it`, async (t) => {
    const mattermost = createMattermost({ webhook: await webhookOf(t, answer), timeoutMs: patience });
    assertNoSecret(await mattermost.post(message), secret);
  });
}
