import { runLogs } from "./logrecords.ts";
import type { ArtifactRecord, LogRecord, ScopeMemory } from "../state/state.ts";
import type { Moment } from "../time.ts";

/** The newest status line of each machine after a look; the very same object if no line told anything new. */
export function newestStatuses(
  memory: ScopeMemory,
  artifacts: readonly ArtifactRecord[],
  now: Moment,
): ScopeMemory["statuses"] {
  const before = new Map(memory.artifacts.map((record) => [record.path, record]));
  const told = runLogs(artifacts).flatMap((log) => newStatuses(log, before.get(log.path), now));
  const changed = told.filter(([machine, { state }]) => memory.statuses[machine]?.state !== state);
  return changed.length === 0 ? memory.statuses : { ...memory.statuses, ...Object.fromEntries(changed) };
}

/**
 * Of two logs the one that says something new is right, not the one that is behind. A machine's first RUNNING is older
 * than any report of it, however late its log was last written.
 */
function newStatuses(
  { reading, stamp: { mtimeNs } }: LogRecord,
  before: ArtifactRecord | undefined,
  since: Moment,
): readonly [string, ScopeMemory["statuses"][string]][] {
  const old = before?.kind === "log" ? before.reading.facts.statuses : {};
  return Object.entries(reading.facts.statuses)
    .filter(([machine, state]) => old[machine] !== state)
    .map(([machine, state]) => {
      const logMtimeNs = reading.facts.restarted.includes(machine) ? mtimeNs : "0";
      return [machine, { state, since, logMtimeNs }];
    });
}
