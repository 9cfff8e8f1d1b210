import type { LogBreak } from "../logs/log.ts";
import { wordOf } from "../reports/logword.ts";
import type { LogRecord, ScopeMemory } from "../state/state.ts";
import type { Moment } from "../time.ts";
import { runLogs } from "./logrecords.ts";

/**
 * The memory of a categorized build with what a look read for the first time in its driver's log: red specs, a cancel or
 * a kill. Which group was meant only the time tells, and the log may hold the next group's lines by then.
 */
export function withDriverWord(before: ScopeMemory, memory: ScopeMemory, now: Moment): ScopeMemory {
  const [known, logs] = [runLogs(before.artifacts), runLogs(memory.artifacts)];
  const failed = Math.max(0, wordOf(logs).rowSpecs.failed - wordOf(known).rowSpecs.failed);
  const broken = logs.map((log) => newBreak(log, known)).find((line) => line !== null) ?? null;
  return failed === 0 && broken === null
    ? memory
    : { ...memory, told: [...memory.told, { since: now, failed, broken }] };
}

function newBreak({ path, reading }: LogRecord, known: readonly LogRecord[]): LogBreak | null {
  const { broken } = reading.facts;
  const times = known.find((log) => log.path === path)?.reading.facts.broken?.times ?? 0;
  return broken !== null && broken.times > times ? broken : null;
}
