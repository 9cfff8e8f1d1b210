import type { Exchange } from "./exchange.ts";

/** Why nothing was sent, or what the answer was that proves that nothing was created. */
export type NotSentCode =
  | "ca-unreadable"
  | "dns-failed"
  | "connect-timeout"
  | "connection-refused"
  | "connection-failed"
  | "tls-failed"
  | RefusalCode;

export type RefusalCode =
  "redirected" | "webhook-unknown" | "channel-refused" | "rate-limited" | "webhooks-off" | "request-refused";

/** Why nobody here can know whether the message was created. */
export type UnknownCode = "timeout" | "connection-lost" | "answer-too-large" | "server-error" | "unexpected-answer";

export type Judgement =
  | { readonly sent: "posted" }
  | { readonly sent: "no"; readonly code: NotSentCode; readonly retryAfterMs: number | null }
  | { readonly sent: "unknown"; readonly code: UnknownCode };

/**
 * What became of a message, judged from its exchange: Mattermost creates no post where it answers 3xx, 4xx or 501
 * (measured on 7.6 and 11.2), and makes one, sooner or later, whenever it got the request, whatever the client
 * saw of the answer. So what is not proven either way is unknown. `nowMs`: wall clock, Unix milliseconds.
 */
export function judge(exchange: Exchange, nowMs: number): Judgement {
  const { status, failure } = exchange;
  const refusal = status === null ? undefined : refusalOf(status);
  if (refusal !== undefined) {
    return { sent: "no", code: refusal, retryAfterMs: retryAfterMs(exchange.retryAfter, nowMs) };
  }
  if (!exchange.established) return { sent: "no", code: notEstablished(failure ?? "other"), retryAfterMs: null };
  if (failure !== null) return { sent: "unknown", code: cutShort(failure) };
  if (status === 200 && exchange.body?.trim() === "ok") return { sent: "posted" };
  const isServerError = status !== null && (status >= 500 || proxyGaveUp.has(status));
  return { sent: "unknown", code: isServerError ? "server-error" : "unexpected-answer" };
}

const refusals: Readonly<Record<number, RefusalCode>> = {
  400: "webhook-unknown",
  403: "channel-refused",
  404: "channel-refused",
  429: "rate-limited",
  501: "webhooks-off",
};

/** A proxy gave up waiting: 408, 460 and 499 are never Mattermost's own, and it may have the request. */
const proxyGaveUp: ReadonlySet<number> = new Set([408, 460, 499]);

function refusalOf(status: number): RefusalCode | undefined {
  if (proxyGaveUp.has(status)) return undefined;
  if (status >= 300 && status < 400) return "redirected";
  return refusals[status] ?? (status >= 400 && status < 500 ? "request-refused" : undefined);
}

const connectFailures: Readonly<Record<string, NotSentCode>> = {
  "ca-file": "ca-unreadable",
  timeout: "connect-timeout",
  ETIMEDOUT: "connect-timeout",
  ECONNREFUSED: "connection-refused",
  ENOTFOUND: "dns-failed",
  EAI_AGAIN: "dns-failed",
  EAI_FAIL: "dns-failed",
  EAI_NODATA: "dns-failed",
  EPROTO: "tls-failed",
};

/** Names of system errors have no underscore, those of TLS and certificate errors have one. */
function notEstablished(failure: string): NotSentCode {
  return connectFailures[failure] ?? (failure.includes("_") ? "tls-failed" : "connection-failed");
}

function cutShort(failure: string): UnknownCode {
  if (failure === "timeout") return "timeout";
  if (failure === "too-large") return "answer-too-large";
  return failure.startsWith("HPE_") ? "unexpected-answer" : "connection-lost";
}

/** Milliseconds to wait by a Retry-After header, in seconds or as an HTTP date; null for what is neither. */
function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
