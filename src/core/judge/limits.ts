import type { Policy } from "../config.ts";
import type { ScopeMemory } from "../state/state.ts";
import { elapsed, later, type Moment } from "../time.ts";

const hangWithLog = 6 * 3_600_000;
const hangWithoutLog = 24 * 3_600_000;

/** One limit of a run: how much of it has passed (milliseconds). */
export interface Limit {
  readonly kind: "never-started" | "stalled" | "too-old";
  readonly passedMs: number;
  readonly limitMs: number;
}

/**
 * How long without progress and sign of life makes a run stalled: a log that grows tells sooner. One whose process is
 * known but that has shown no work yet may wait in a queue, as long as one of which nothing is known.
 */
export function hangAfter(memory: ScopeMemory, policy: Policy, hasWorked = showsWork(memory)): number {
  const hang = policy.hangAfter ?? (memory.lively === null ? hangWithoutLog : hangWithLog);
  return hasWorked ? hang : Math.max(hang, policy.startWithin);
}

/** A report of it was seen, or a start marker in a log. */
function showsWork({ artifacts }: ScopeMemory): boolean {
  return artifacts.some((record) => record.kind !== "log" || record.reading.facts.starts > 0);
}

/** The limits that run for a scope now. */
export function limitsOf(memory: ScopeMemory, policy: Policy, now: Moment): readonly Limit[] {
  if (memory.firstSeen === null) {
    return [{ kind: "never-started", passedMs: elapsed(memory.watched, now), limitMs: policy.startWithin }];
  }
  return [
    { kind: "stalled", passedMs: elapsed(lastLife(memory, memory.firstSeen), now), limitMs: hangAfter(memory, policy) },
    { kind: "too-old", passedMs: elapsed(memory.firstSeen, now), limitMs: policy.maxDuration },
  ];
}

/** The limits of which at least a third has passed: what `status` warns of. */
export function nearLimits(limits: readonly Limit[]): readonly Limit[] {
  return limits.filter(({ passedMs, limitMs }) => passedMs * 3 >= limitMs);
}

function lastLife({ progressed, lively }: ScopeMemory, firstSeen: Moment): Moment {
  return [progressed, lively].reduce<Moment>(
    (last, moment) => (moment === null ? last : later(moment, last)),
    firstSeen,
  );
}
