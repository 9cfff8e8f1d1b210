import fetch, { FetchError } from "node-fetch";
import { authoritiesOf, type Trust } from "./authorities.ts";
import { openConnection } from "./connection.ts";

/** Where messages go, how long one exchange may take, and whom to trust. */
export interface Endpoint extends Limits {
  readonly webhook: URL;
}

interface Limits extends Trust {
  /** Milliseconds for the whole exchange, from the DNS query to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** One request. */
export interface Asking {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Larger answers are cut off. */
  readonly maxBytes: number;
}

/** How one request went, as far as this side could see: all that its outcome is judged from. */
export interface Exchange {
  /** False proves that no byte of the request reached the server. */
  readonly established: boolean;
  /** Null when no status line came. */
  readonly status: number | null;
  readonly retryAfter: string | null;
  /** The Date header: the time of whoever answered. */
  readonly date?: string | null;
  /** Null when the answer did not come whole. It may hold the secret: judge it, never show it. */
  readonly body: string | null;
  /** Null when the answer came whole; else `timeout`, `too-large`, `ca-file`, `other` or a code of node such as ECONNRESET. */
  readonly failure: string | null;
}

/** Mattermost's own answers are a few hundred bytes. */
const maxAnswerBytes = 65_536;

/** Posts `payload` as JSON to the webhook; see `ask`. */
export function exchange(endpoint: Endpoint, payload: unknown): Promise<Exchange> {
  return ask(endpoint, {
    url: endpoint.webhook,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(payload),
    maxBytes: maxAnswerBytes,
  });
}

/**
 * One request on a fresh connection, redirects not followed. Never throws. This is the only file that knows node-fetch;
 * its error messages hold the whole URL, so nothing but their codes leaves here.
 */
export async function ask(limits: Limits, asking: Asking): Promise<Exchange> {
  const authorities = asking.url.protocol === "https:" ? await authoritiesOf(limits) : [];
  if (authorities === "unreadable") return { ...noAnswer, established: false, failure: "ca-file" };
  const deadline = new AbortController();
  // Not AbortSignal.timeout: its timer does not keep the process alive when node-fetch loses a connection silently.
  const timer = setTimeout(() => deadline.abort(), limits.timeoutMs);
  try {
    return await request(asking, authorities, deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

const noAnswer = { status: null, retryAfter: null, date: null, body: null };

async function request(asking: Asking, authorities: readonly string[], signal: AbortSignal): Promise<Exchange> {
  const { url, method, headers, body, maxBytes } = asking;
  const connection = openConnection(url.protocol, authorities);
  let seen: Pick<Exchange, "status" | "retryAfter" | "date" | "body"> = noAnswer;
  try {
    const response = await fetch(url, {
      ...{ method, headers: { ...headers }, signal },
      ...(body === undefined ? {} : { body }),
      agent: connection.agent,
      // A followed redirect loses the message (301 to 303), or crashes the process (307 twice).
      redirect: "manual",
      compress: false,
      size: maxBytes,
    });
    const header = (name: string): string | null => response.headers.get(name);
    seen = { status: response.status, retryAfter: header("retry-after"), date: header("date"), body: null };
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
