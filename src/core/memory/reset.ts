import { setAside } from "../logs/logsetaside.ts";
import { newScope } from "../state/newscope.ts";
import type { ProcessId } from "../processes/process.ts";
import type { Leftover, LogRecord, ScopeMemory } from "../state/state.ts";
import type { Moment } from "../time.ts";

/** What an operator says anew with `reset`; null keeps what was. */
export interface ResetWords {
  readonly ended: boolean;
  readonly machines: readonly string[] | null;
  readonly pid: ProcessId | null;
}

/**
 * The memory of a scope to be judged again: processes, boots, reports and verdicts forgotten, every clock restarted,
 * what logs told so far of cancelled, killed, unfinished and earlier red runs set aside. They stay read where they are,
 * and what began has begun.
 */
export function resetScope(memory: ScopeMemory, words: ResetWords, now: Moment): ScopeMemory {
  const fresh = newScope(memory.group, memory.run, now);
  const logs = memory.artifacts.filter((record): record is LogRecord => record.kind === "log");
  return {
    ...fresh,
    begun: memory.begun,
    declared: words.machines ?? memory.declared,
    ended: words.ended ? now : null,
    artifacts: logs.map(withoutMarkers),
    changed: logs.length === 0 ? null : now,
    firstSeen: words.pid === null ? null : now,
    runner: words.pid === null ? fresh.runner : { ...fresh.runner, alive: [words.pid], boot: now.boot },
    transitions: memory.transitions,
  };
}

/** The inventory without the files that `since` (ISO 8601) counts after all. */
export function countedSince(inventory: readonly Leftover[], since: string | null): readonly Leftover[] {
  if (since === null) return inventory;
  return inventory.filter(({ stamp }) => Number(BigInt(stamp.mtimeNs) / 1_000_000n) < Date.parse(since));
}

function withoutMarkers(record: LogRecord): LogRecord {
  const { reading } = record;
  return { ...record, reading: { ...reading, whole: setAside(reading.whole), facts: setAside(reading.facts) } };
}
