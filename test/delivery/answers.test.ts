import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { judge } from "../../src/delivery/answers.ts";
import type { Exchange } from "../../src/delivery/exchange.ts";

const now = Date.UTC(2026, 0, 5, 10, 0, 0);

function answered(status: number, body = "", retryAfter: string | null = null): Exchange {
  return { established: true, status, retryAfter, body, failure: null };
}

function broken(failure: string, seen: Partial<Exchange> = {}): Exchange {
  return { established: true, status: null, retryAfter: null, body: null, failure, ...seen };
}

function unsent(failure: string): Exchange {
  return broken(failure, { established: false });
}

const posted: readonly [string, Exchange][] = [
  ["200 and ok", answered(200, "ok")],
  ["200 and ok with a line end", answered(200, "ok\n")],
];

const notSent: readonly [string, Exchange, string][] = [
  ["a redirect", answered(302), "redirected"],
  ["a permanent redirect", answered(308), "redirected"],
  ["an answer not modified", answered(304), "redirected"],
  ["an unknown webhook", answered(400, "{}"), "webhook-unknown"],
  ["a login wall", answered(401), "request-refused"],
  ["a locked webhook", answered(403), "channel-refused"],
  ["an unknown channel", answered(404), "channel-refused"],
  ["a slash at the end of the URL", answered(405), "request-refused"],
  ["too many requests", answered(429, "limit exceeded", "7"), "rate-limited"],
  ["webhooks switched off", answered(501), "webhooks-off"],
  ["a refusal whose body is cut", broken("ECONNRESET", { status: 404 }), "channel-refused"],
  ["a refusal whose body never ends", broken("timeout", { status: 501 }), "webhooks-off"],
  ["no such host", unsent("ENOTFOUND"), "dns-failed"],
  ["DNS out of order", unsent("EAI_AGAIN"), "dns-failed"],
  ["a refused connection", unsent("ECONNREFUSED"), "connection-refused"],
  ["no route", unsent("EHOSTUNREACH"), "connection-failed"],
  ["a reset while connecting", unsent("ECONNRESET"), "connection-failed"],
  ["an unanswered connection", unsent("timeout"), "connect-timeout"],
  ["a connection given up by the system", unsent("ETIMEDOUT"), "connect-timeout"],
  ["an unknown authority", unsent("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "tls-failed"],
  ["an expired certificate", unsent("CERT_HAS_EXPIRED"), "tls-failed"],
  ["a server that speaks no TLS", unsent("EPROTO"), "tls-failed"],
  ["an unreadable authority file", unsent("ca-file"), "ca-unreadable"],
  ["a failure nobody foresaw before connecting", unsent("other"), "connection-failed"],
];

const unknown: readonly [string, Exchange, string][] = [
  ["200 with another body", answered(200, "<html>"), "unexpected-answer"],
  ["200 without a body", answered(200, ""), "unexpected-answer"],
  ["200 and OK in capitals", answered(200, "OK"), "unexpected-answer"],
  ["another 2xx and ok", answered(201, "ok"), "unexpected-answer"],
  ["a server error", answered(500, "{}"), "server-error"],
  ["a proxy's error", answered(502), "server-error"],
  ["a proxy that gave up waiting", answered(408), "server-error"],
  ["a balancer whose client seemed gone", answered(460), "server-error"],
  ["a proxy whose client seemed gone", answered(499), "server-error"],
  ["a server error that says ok", answered(503, "ok"), "server-error"],
  ["a time-out on an open connection", broken("timeout"), "timeout"],
  ["a time-out in the middle of a 200", broken("timeout", { status: 200 }), "timeout"],
  ["a reset after connecting", broken("ECONNRESET"), "connection-lost"],
  ["a cut 200", broken("ERR_STREAM_PREMATURE_CLOSE", { status: 200 }), "connection-lost"],
  ["a 200 that is too large", broken("too-large", { status: 200 }), "answer-too-large"],
  ["an answer that is no HTTP", broken("HPE_INVALID_CONSTANT"), "unexpected-answer"],
  ["a failure nobody foresaw after connecting", broken("other"), "connection-lost"],
];

for (const [title, exchange] of posted) {
  test(`${title} means posted`, () => {
    assert.deepEqual(judge(exchange, now), { sent: "posted" });
  });
}

for (const [title, exchange, code] of notSent) {
  test(`${title} means not sent: ${code}`, () => {
    const judgement = judge(exchange, now);
    assert.deepEqual([judgement.sent, "code" in judgement && judgement.code], ["no", code]);
  });
}

for (const [title, exchange, code] of unknown) {
  test(`${title} means unknown: ${code}`, () => {
    assert.deepEqual(judge(exchange, now), { sent: "unknown", code });
  });
}

const waits: readonly [string | null, number | null][] = [
  [null, null],
  ["0", 0],
  ["7", 7000],
  ["Mon, 05 Jan 2026 10:00:30 GMT", 30_000],
  ["Mon, 05 Jan 2026 09:00:00 GMT", 0],
  ["soon 5", null],
  ["-3", null],
  ["1.5", null],
  ["9".repeat(400), null],
];

for (const [header, ms] of waits) {
  test(`Retry-After ${String(header).slice(0, 40)} asks to wait ${String(ms)} ms`, () => {
    const judgement = judge(answered(429, "limit exceeded", header), now);
    assert.deepEqual(judgement, { sent: "no", code: "rate-limited", retryAfterMs: ms });
  });
}

test("nothing is judged posted but a whole 200 whose body is ok", () => {
  const exchanges = fc.record({
    established: fc.boolean(),
    status: fc.option(fc.integer({ min: 100, max: 599 })),
    retryAfter: fc.option(fc.string()),
    body: fc.option(fc.constantFrom("ok", "", "no", "ok ok")),
    failure: fc.option(fc.constantFrom("timeout", "too-large", "ECONNRESET", "other")),
  });
  fc.assert(
    fc.property(exchanges, (exchange) => {
      if (judge(exchange, now).sent !== "posted") return;
      assert.deepEqual(
        [exchange.established, exchange.status, exchange.body, exchange.failure],
        [true, 200, "ok", null],
      );
    }),
  );
});

test("an established connection without a refusal is never judged not sent", () => {
  fc.assert(
    fc.property(fc.option(fc.constantFrom(100, 200, 202, 500, 502, 503, 504)), fc.string(), (status, failure) => {
      assert.equal(judge(broken(failure, { status }), now).sent, "unknown");
    }),
  );
});
