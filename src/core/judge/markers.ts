import type { LogFacts } from "../logs/log.ts";
import { runLogs } from "../memory/logrecords.ts";
import { isAbsent } from "../processes/runnerview.ts";
import type { Situation } from "./situation.ts";

/**
 * The logs whose cancel and kill markers count now: those of the run, of its build's driver, and of machines without a
 * whole report. Only when no runner is alive and the logs have come to rest: a run may go on after such a line. A driver
 * that has not begun the next group may start this one again.
 */
export function markersOf(situation: Situation): readonly LogFacts[] {
  const { runner, driver, parent, idleMs, policy, blindness } = situation;
  if (blindness.length > 0 || !isAbsent(runner) || idleMs < policy.settle) return [];
  const mayBeRestarted = driver !== null && !isAbsent(driver) && parent?.nextBegun === null;
  if (mayBeRestarted) return [];
  return [...ownLogs(situation), ...driverLogs(situation)];
}

function ownLogs({ memory, machines }: Situation): readonly LogFacts[] {
  const unfinished = new Set(machines.filter(({ tests }) => tests === null).map(({ name }) => name));
  const own = memory.artifacts.filter(
    (record) => record.kind === "log" && record.machine !== null && unfinished.has(record.machine),
  );
  return [...runLogs(memory.artifacts), ...own].flatMap((record) =>
    record.kind === "log" ? [record.reading.facts] : [],
  );
}

function driverLogs({ parent, driver }: Situation): readonly LogFacts[] {
  if (parent === null || driver === null || !isAbsent(driver)) return [];
  return parent.logs.map(({ reading }) => ({ ...reading.facts, awaitingTotals: false }));
}
