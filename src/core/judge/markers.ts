import type { LogFacts } from "../logs/log.ts";
import { runLogs } from "../memory/logrecords.ts";
import { isAbsent } from "../processes/runnerview.ts";
import type { Situation } from "./situation.ts";
import { byMoment } from "../time.ts";

/** What a log tells of how a run was broken off. */
type Markers = Pick<LogFacts, "cancelled" | "killed" | "awaitingTotals">;

/**
 * What of cancel and kill markers counts now: of the run's logs, of its build's driver while the run was the open one,
 * of machines without a whole report. Only when no runner is alive and the logs have come to rest: a run may go on
 * after such a line. A driver that has not begun the next group may start this one again.
 */
export function markersOf(situation: Situation): readonly Markers[] {
  const { runner, idleMs, policy, blindness } = situation;
  if (blindness.length > 0 || !isAbsent(runner) || idleMs < policy.settle) return [];
  return mayBeRestarted(situation) ? [] : [...ownLogs(situation), ...driverWords(situation)];
}

/** The driver is alive, and neither has a later group begun nor is its process at work. */
function mayBeRestarted({ driver, parent, ends }: Situation): boolean {
  if (driver === null || isAbsent(driver) || parent?.nextBegun !== null) return false;
  return !ends.confirmed.some(({ code }) => code === "end-next-group");
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

/** A process of the group that was seen alive after such a line was not broken by it, or was started again. */
function driverWords({ parent, memory: { runner } }: Situation): readonly Markers[] {
  const told = parent?.told ?? [];
  return told
    .filter(({ since }) => runner.lastAlive === null || byMoment(runner.lastAlive, since) <= 0)
    .map(({ broken }) => ({
      cancelled: broken?.how === "cancelled" ? broken.line : null,
      killed: broken?.how === "killed" ? broken.line : null,
      awaitingTotals: false,
    }));
}
