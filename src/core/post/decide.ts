import type { Delivery } from "./ledger.ts";
import type { CancelMark } from "../ports.ts";
import type { Looked } from "../state/lookup.ts";
import type { Closure } from "../state/state.ts";
import { isPosted, type RunState, type Seen } from "../words.ts";

/** What to do about one scope's message, and why; doing nothing has a reason too. */
export type Decision =
  | { readonly action: "post"; readonly number: number }
  | { readonly action: "wait"; readonly because: WaitBecause }
  | { readonly action: "skip"; readonly because: SkipBecause };

/** Due, but not possible now: it is tried again. */
export type WaitBecause =
  | { readonly code: "back-off"; readonly nextAt: string }
  | { readonly code: "no-webhook"; readonly detail: string }
  | { readonly code: "doubts"; readonly count: number; readonly nextAt: string }
  | { readonly code: "next-pass"; readonly ms: number }
  | { readonly code: "mattermost-trouble"; readonly detail: string };

/** Not due, or not the watcher's to do. */
export type SkipBecause =
  | { readonly code: "parent" }
  | { readonly code: "not-over" }
  | { readonly code: "never-posted"; readonly state: RunState }
  | { readonly code: "already-posted"; readonly at: string | null }
  | { readonly code: "being-sent" }
  | { readonly code: "unconfirmed"; readonly at: string; readonly looked: Looked | null }
  | { readonly code: "damaged"; readonly files: readonly string[] }
  | { readonly code: "marks-unreadable"; readonly detail: string };

export interface DecisionFacts {
  /** A categorized build itself: only its groups are posted. */
  readonly parent: boolean;
  readonly closed: Closure | null;
  readonly delivery: Delivery;
  readonly cancelled: Seen<CancelMark>;
  readonly parentCancelled: Seen<CancelMark>;
  /** Why nothing can be sent at all, or null. */
  readonly noWebhook: string | null;
  /** Damaged files of this scope's build that make its state doubtful. */
  readonly damaged: readonly string[];
  /** Wall clock, ISO 8601 UTC. */
  readonly at: string;
}

/** The longest wait between two tries (milliseconds). */
export const backOffCap = 15 * 60_000;
/** And between two probes, after which messages that wait go out, and which cost a server next to nothing. */
export const probeCap = 2 * 60_000;
const backOffStart = 5_000;

/** Decides on one scope. Pure. */
export function decide(facts: DecisionFacts): Decision {
  const { parent, closed, delivery } = facts;
  if (parent) return skip({ code: "parent" });
  if (closed === null) return skip({ code: "not-over" });
  if (!isPosted(closed.state)) return skip({ code: "never-posted", state: closed.state });
  const settled = settledAlready(delivery);
  if (settled !== undefined) return skip(settled);
  if (facts.damaged.length > 0) return skip({ code: "damaged", files: facts.damaged });
  const mark = [facts.cancelled, facts.parentCancelled].find(({ seen }) => seen === "unreadable");
  if (mark?.seen === "unreadable") return skip({ code: "marks-unreadable", detail: mark.detail });
  if (facts.noWebhook !== null) return { action: "wait", because: { code: "no-webhook", detail: facts.noWebhook } };
  const nextAt = delivery.phase === "waiting" ? stillAhead(delivery.nextAt, facts.at) : null;
  if (nextAt !== null) return { action: "wait", because: { code: "back-off", nextAt } };
  return { action: "post", number: delivery.phase === "waiting" ? delivery.tries + 1 : 1 };
}

/** When to try again after try `k` (milliseconds from now): doubling, with jitter from `fraction` in [0, 1). */
export function backOff(k: number, fraction: number, retryAfterMs: number | null, cap = backOffCap): number {
  const doubled = Math.min(cap, backOffStart * 2 ** Math.min(k - 1, 20));
  const jittered = Math.min(cap, doubled * (0.75 + fraction / 2));
  return Math.round(Math.min(backOffCap, Math.max(jittered, retryAfterMs ?? 0)));
}

function skip(because: SkipBecause): Decision {
  return { action: "skip", because };
}

function settledAlready(delivery: Delivery): SkipBecause | undefined {
  switch (delivery.phase) {
    case "posted":
      return { code: "already-posted", at: delivery.at };
    case "sending":
      return { code: "being-sent" };
    case "unconfirmed":
      return { code: "unconfirmed", at: delivery.at, looked: delivery.looked };
    case "damaged":
      return { code: "damaged", files: delivery.files };
    case "none":
    case "waiting":
      return undefined;
  }
}

/** A time to wait for if it lies ahead; a clock that was set back never makes it further away than the cap. */
export function stillAhead(nextAt: string | null, at: string): string | null {
  if (nextAt === null) return null;
  const ahead = Date.parse(nextAt) - Date.parse(at);
  return ahead > 0 && ahead <= backOffCap ? nextAt : null;
}
