import { describe, describeLooked } from "../judge/describe.ts";
import type { Delivery } from "../post/ledger.ts";
import type { Reason } from "../judge/reasons.ts";
import { sumCounts, type TestCounts } from "../reports/report.ts";
import { isAbsent } from "../processes/runnerview.ts";
import type { Situation } from "../judge/situation.ts";
import type { Looked } from "../state/lookup.ts";
import type { ScopeMemory } from "../state/state.ts";
import { plus } from "../time.ts";
import type { Verdict } from "../judge/verdict.ts";
import { isFinal, isPosted, type MachineState, type RunState } from "../words.ts";

/** One scope as `status --json` and `explain --json` print it: a contract with scripts. Times are ISO 8601 UTC. */
export interface ScopeView {
  readonly group: string | null;
  readonly run: string;
  readonly begun: boolean;
  readonly state: RunState;
  readonly rule: string;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  readonly needsReview: boolean;
  /** What `reset --since` would take to count the older reports of machines that are missing; null if there are none. */
  readonly countSince: string | null;
  readonly closed: { readonly at: string } | null;
  readonly firstSeenAt: string | null;
  readonly progressAt: string | null;
  readonly runner: { readonly seen: "alive" | "gone" | "never" | "unreadable"; readonly pid: number | null };
  readonly tests: TestCounts | null;
  readonly machines: readonly { readonly name: string; readonly state: MachineState; readonly declared: boolean }[];
  readonly delivery: DeliveryView;
}

export interface DeliveryView {
  readonly phase: "none" | "sending" | "posted" | "waiting" | "unconfirmed" | "suppressed";
  readonly tries: number;
  readonly postedAt: string | null;
  readonly nextAt: string | null;
  readonly lastError: { readonly code: string; readonly text: string } | null;
  /** What looking for a message in doubt in the channel came to; a post that was found is `posted`. */
  readonly lookedFor: {
    readonly at: string;
    /** Null: it could not be looked; `text` says why. */
    readonly found: false | null;
    readonly text: string;
    readonly nextAt: string | null;
  } | null;
}

/** `lastError` of a delivery of which files cannot be used. */
export const damagedCode = "damaged";

/** What a view is made of. */
export interface Viewed {
  readonly memory: ScopeMemory;
  readonly begun: boolean;
  readonly verdict: Verdict;
  /** Null where nothing was looked at: a closed scope, or a categorized build itself. */
  readonly situation: Situation | null;
  readonly delivery: Delivery;
}

export function scopeView(viewed: Viewed): ScopeView {
  const { memory, begun, verdict, situation, delivery } = viewed;
  const machines = memory.result?.machines ?? situation?.machines ?? [];
  const counts = machines.flatMap(({ tests }) => tests ?? []);
  return {
    group: memory.group,
    run: memory.run,
    begun,
    state: verdict.state,
    rule: verdict.rule,
    reasons: verdict.reasons.map(reasonView),
    needsReview: needsReview(viewed),
    countSince: countSince(verdict),
    closed: memory.closed === null ? null : { at: memory.closed.at },
    firstSeenAt: memory.firstSeen?.at ?? null,
    progressAt: memory.progressed?.at ?? null,
    runner: runnerSeen(memory, situation),
    tests: counts.length === 0 ? null : sumCounts(counts),
    machines: machines.map(({ name, state, declared }) => ({ name, state, declared })),
    delivery: deliveryView(memory, delivery),
  };
}

/** To the second, rounded down, so that the oldest of these reports counts too. */
function countSince({ reasons }: Verdict): string | null {
  const times = reasons.flatMap((reason) => (reason.code === "machine-missing" ? (reason.older?.at ?? []) : []));
  const oldest = times.sort()[0];
  return oldest === undefined ? null : `${oldest.slice(0, 19)}Z`;
}

export function reasonView(reason: Reason): { readonly code: string; readonly text: string } {
  return { code: reason.code, text: describe(reason) };
}

/**
 * True when only a person can settle it: a verdict that is not posted, a message in doubt, an end nothing confirms, and
 * what cannot be looked at, which nothing ends as long as that lasts.
 */
function needsReview({ memory, verdict, situation, delivery }: Viewed): boolean {
  if (delivery.phase === "unconfirmed" || delivery.phase === "damaged") return true;
  if (memory.closed !== null) {
    return memory.accepted === null && (memory.closed.state === "HUNG" || memory.closed.state === "UNKNOWN");
  }
  if (isBlind(verdict)) return true;
  return verdict.state === "RUNNING" && situation !== null && isStuck(situation);
}

/** The look could not see the files or the processes. */
export function isBlind({ reasons }: Pick<ScopeView, "reasons"> | Verdict): boolean {
  return reasons.some(({ code }) => code === "cannot-look");
}

/** Every machine is final and no process is left, and yet nothing confirms the end. */
function isStuck(situation: Situation): boolean {
  const { memory, machines, runner, driver, ends, doubts, idleMs, policy } = situation;
  if (driver !== null && !isAbsent(driver)) return false;
  if (memory.firstSeen === null || !isAbsent(runner) || idleMs < policy.settle) return false;
  if (!machines.every(isFinal)) return false;
  return ends.confirmed.length === 0 || !ends.scopeKnown || doubts.length > 0;
}

/** As the last look saw it: of a closed scope nothing is looked at any more. */
function runnerSeen(memory: ScopeMemory, situation: Situation | null): ScopeView["runner"] {
  const { alive, lastAlive } = memory.runner;
  if (situation?.runner.seen === "unreadable") return { seen: "unreadable", pid: null };
  const [first] = alive;
  if (first !== undefined) return { seen: "alive", pid: first.pid };
  return { seen: lastAlive === null ? "never" : "gone", pid: null };
}

function deliveryView({ closed }: ScopeMemory, delivery: Delivery): DeliveryView {
  const base = { tries: 0, postedAt: null, nextAt: null, lastError: null, lookedFor: null };
  switch (delivery.phase) {
    case "posted":
      return { ...base, phase: "posted", tries: delivery.tries, postedAt: delivery.at };
    case "sending":
      return { ...base, phase: delivery.phase, tries: delivery.tries };
    case "unconfirmed":
      return { ...base, phase: delivery.phase, tries: delivery.tries, lookedFor: lookedFor(delivery.looked) };
    case "waiting":
      return {
        ...base,
        phase: suppressed(closed) ?? "waiting",
        tries: delivery.tries,
        nextAt: delivery.nextAt,
        lastError: delivery.error,
      };
    case "damaged":
      return {
        ...base,
        phase: "suppressed",
        tries: delivery.tries,
        lastError: { code: damagedCode, text: `damaged: ${delivery.files.join(", ")}` },
      };
    case "none":
      return { ...base, phase: suppressed(closed) ?? (closed === null ? "none" : "waiting") };
  }
}

function lookedFor(looked: Looked | null): DeliveryView["lookedFor"] {
  if (looked === null) return null;
  const { at, seen, waitMs } = looked;
  const nextAt = waitMs === null ? null : plus(at, waitMs);
  return { at, found: seen === "not-found" ? false : null, text: describeLooked(looked), nextAt };
}

function suppressed(closed: ScopeMemory["closed"]): "suppressed" | undefined {
  return closed !== null && !isPosted(closed.state) ? "suppressed" : undefined;
}
