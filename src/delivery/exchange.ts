import fetch, { FetchError } from "node-fetch";
import { authoritiesOf, type Trust } from "./authorities.ts";
import { openConnection } from "./connection.ts";

/** Where requests go, how long one may take, and whom to trust. */
export interface Endpoint extends Trust {
  readonly webhook: URL;
  /** Milliseconds for the whole exchange, from the DNS query to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** How one request went, as far as this side could see: all that its outcome is judged from. */
export interface Exchange {
  /** False proves that no byte of the request reached the server. */
  readonly established: boolean;
  /** Null when no status line came. */
  readonly status: number | null;
  readonly retryAfter: string | null;
  /** Null when the answer did not come whole. It may hold the secret: judge it, never show it. */
  readonly body: string | null;
  /** Null when the answer came whole; else `timeout`, `too-large`, `ca-file`, `other` or a code of node such as ECONNRESET. */
  readonly failure: string | null;
}

/** Mattermost's own answers are a few hundred bytes. */
const maxAnswerBytes = 65_536;

/**
 * Posts `payload` as JSON: one request on a fresh connection, redirects not followed. Never throws. This is the only
 * file that knows node-fetch; its error messages hold the whole URL, so nothing but their codes leaves here.
 */
export async function exchange(endpoint: Endpoint, payload: unknown): Promise<Exchange> {
  const authorities = endpoint.webhook.protocol === "https:" ? await authoritiesOf(endpoint) : [];
  if (authorities === "unreadable") return { ...noAnswer, established: false, failure: "ca-file" };
  const deadline = new AbortController();
  // Not AbortSignal.timeout: its timer does not keep the process alive when node-fetch loses a connection silently.
  const timer = setTimeout(() => deadline.abort(), endpoint.timeoutMs);
  try {
    return await request(endpoint.webhook, JSON.stringify(payload), authorities, deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

const noAnswer = { status: null, retryAfter: null, body: null };

async function request(
  webhook: URL,
  body: string,
  authorities: readonly string[],
  signal: AbortSignal,
): Promise<Exchange> {
  const connection = openConnection(webhook.protocol, authorities);
  let seen: Pick<Exchange, "status" | "retryAfter" | "body"> = noAnswer;
  try {
    const response = await fetch(webhook, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      agent: connection.agent,
      // A followed redirect loses the message (301 to 303), or crashes the process (307 twice).
      redirect: "manual",
      compress: false,
      size: maxAnswerBytes,
      signal,
    });
    seen = { status: response.status, retryAfter: response.headers.get("retry-after"), body: null };
    return { ...seen, established: true, body: await response.text(), failure: null };
  } catch (error) {
    const failure = signal.aborted ? "timeout" : failureOf(error);
    return { ...seen, established: connection.established(), failure };
  } finally {
    connection.close();
  }
}

function failureOf(error: unknown): string {
  if (!(error instanceof FetchError)) return "other";
  return error.type === "max-size" ? "too-large" : (error.code ?? "other");
}
