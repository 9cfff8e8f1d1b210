import { noLogFacts, type LogFacts } from "../logs/log.ts";
import { sameProcess, type ProcessId } from "../processes/process.ts";
import type { Attempt, LogRecord, ScopeMemory } from "../state/state.ts";
import type { Moment } from "../time.ts";
import type { Seen } from "../words.ts";

/** The registration after a look at the processes of earlier attempts: which are alive, or since when none is. */
export function observeEarlier(attempt: Attempt, earlier: Seen<readonly ProcessId[]>, now: Moment): Attempt {
  const { foreign, foreignGone } = attempt;
  if (earlier.seen !== "present" || foreign.length === 0) return attempt;
  const added = earlier.fact.filter((id) => !foreign.some((known) => sameProcess(known, id)));
  const gone = earlier.fact.length > 0 ? null : (foreignGone ?? now);
  if (added.length === 0 && gone === foreignGone) return attempt;
  return { ...attempt, foreign: earlier.fact.length > 0 ? earlier.fact : foreign, foreignGone: gone };
}

/**
 * What is left of a scope's memory once they are gone: what reports and logs told until then may be theirs. The reports
 * that are there stay, doubted by the look that saw them; a start that is open may be this attempt's own.
 */
export function withoutEarlier(memory: ScopeMemory): ScopeMemory {
  const artifacts = memory.artifacts.map((record) => (record.kind === "log" ? forgotten(record) : record));
  return { ...memory, artifacts, overwritten: [], redone: [], told: [], statuses: {} };
}

function forgotten(record: LogRecord): LogRecord {
  const { reading } = record;
  const begun = ({ open }: LogFacts): LogFacts => ({ ...noLogFacts, open, starts: open ? 1 : 0 });
  return { ...record, reading: { ...reading, whole: begun(reading.whole), facts: begun(reading.facts) } };
}
