import type { Exchange } from "../../src/delivery/exchange.ts";

/** How Mattermost, or whatever stands before it, takes requests for a while. */
export interface Mood {
  readonly name: string;
  readonly seen: Exchange;
  /** Whether a post comes of a message: as measured, some answers tell nothing about it. */
  readonly creates: "never" | "always" | "perhaps" | "late";
  /** What the probe is answered, where that is not the same. */
  readonly probe?: Exchange;
  /** It answers only when the time is out. */
  readonly slow?: boolean;
}

function answer(status: number, body: string, retryAfter: string | null = null): Exchange {
  return { established: true, status, retryAfter, body, failure: null };
}

function silence(established: boolean, failure: string): Exchange {
  return { established, status: null, retryAfter: null, body: null, failure };
}

const notFound = answer(404, "{}");

export const well: Mood = { name: "200 ok", seen: answer(200, "ok"), creates: "always", probe: notFound };

function refuses(status: number, retryAfter: string | null = null): Mood {
  return { name: String(status), seen: answer(status, "{}", retryAfter), creates: "never" };
}

function unreachable(failure: string): Mood {
  return { name: failure, seen: silence(false, failure), creates: "never" };
}

/** Nothing is created, and the watcher can know it. */
export const refusing: readonly Mood[] = [
  unreachable("ECONNREFUSED"),
  unreachable("ENOTFOUND"),
  unreachable("CERT_HAS_EXPIRED"),
  { ...unreachable("timeout"), name: "no connection in time", slow: true },
  refuses(301),
  refuses(400),
  refuses(403),
  { ...refuses(404), probe: notFound },
  refuses(405),
  refuses(429, "120"),
  refuses(501),
];

/** Perhaps a post was made; the answer does not tell. */
export const ambiguous: readonly Mood[] = [
  { name: "time-out", seen: silence(true, "timeout"), creates: "perhaps", slow: true },
  { name: "late", seen: silence(true, "timeout"), creates: "late", slow: true },
  { name: "reset", seen: silence(true, "ECONNRESET"), creates: "perhaps" },
  { name: "restarting", seen: silence(true, "ECONNRESET"), creates: "late" },
  { name: "500", seen: answer(500, "{}"), creates: "perhaps" },
  { name: "502", seen: answer(502, "<html>"), creates: "perhaps" },
  { name: "503", seen: answer(503, "<html>"), creates: "never" },
  { name: "504", seen: answer(504, "<html>"), creates: "late" },
  { name: "408", seen: answer(408, ""), creates: "perhaps" },
  { name: "cut answer", seen: { ...answer(200, "ok"), body: null, failure: "ECONNRESET" }, creates: "always" },
  { name: "200 of something else", seen: answer(200, "<html>login"), creates: "never" },
  { name: "endless answer", seen: { ...answer(200, ""), body: null, failure: "too-large" }, creates: "perhaps" },
  { name: "no HTTP", seen: silence(true, "HPE_INVALID_CONSTANT"), creates: "perhaps" },
];
