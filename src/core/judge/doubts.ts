import type { ScopeFacts } from "./facts.ts";
import type { Reason } from "./reasons.ts";
import type { MachineFinding } from "../reports/results.ts";
import type { ReportRecord } from "../state/state.ts";
import { byMoment } from "../time.ts";

/**
 * Why these reports may be another run's: a process of an earlier attempt is alive, or was until they were written. It
 * writes under the same names. An operator who says that the run is over answers for its reports too.
 */
export function doubtsOf({ earlier, memory }: ScopeFacts, machines: readonly MachineFinding[]): readonly Reason[] {
  const { alive, gone } = earlier;
  const [first] = alive;
  if (memory.ended !== null) return [];
  if (first !== undefined) return [{ code: "earlier-alive", pid: first.pid, count: alive.length }];
  if (gone === null) return [];
  const reports = machines.flatMap((machine) => machine.reports);
  const own = reports.filter(({ changed }) => byMoment(changed, gone) > 0);
  const theirs = reports.find((record) => !own.includes(record) && !isOutdone(record, own));
  return theirs === undefined ? [] : [{ code: "earlier-wrote", path: theirs.path }];
}

/** Each spec of it was reported once more, and the newest result of a spec counts. */
function isOutdone({ kind, machine, reading }: ReportRecord, own: readonly ReportRecord[]): boolean {
  const newer = own
    .filter((record) => record.kind === kind && record.machine === machine)
    .flatMap((record) => (record.reading.final ? record.reading.specs : []))
    .map(({ spec }) => spec);
  return reading.final && reading.specs.every(({ spec }) => spec !== null && newer.includes(spec));
}
