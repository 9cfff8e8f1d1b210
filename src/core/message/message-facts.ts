import type { ScopeResult } from "../state/state.ts";

/** All a post tells of. */
export interface MessageFacts {
  readonly state: "COMPLETED" | "FAILED";
  readonly build: string;
  readonly run: string;
  /** `of`: how many groups were declared; null if none were. */
  readonly group: { readonly name: string; readonly position: number; readonly of: number | null } | null;
  readonly attempt: number;
  readonly result: ScopeResult;
  /** The verdict's reasons as sentences. */
  readonly reasons: readonly string[];
  /** As `reportUrl` makes it. */
  readonly reportUrl: string | null;
  /** ISO 8601, as is `now`. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly now: string;
  /** The zone to show times in, in minutes east of UTC. */
  readonly zoneOffset: number;
  readonly deliveryId: string;
  readonly channel: string | null;
}
