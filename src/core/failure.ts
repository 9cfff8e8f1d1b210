import { allReports, withoutMerges } from "./machines.ts";
import { runLogs } from "./observe.ts";
import type { Reason } from "./reasons.ts";
import { reportCounts } from "./report.ts";
import type { Situation } from "./situation.ts";
import type { LogRecord } from "./state.ts";

/** Why the run itself failed although its machines may all be green: a red report, its own last word, its exit status. */
export function runFailure(situation: Situation): readonly Reason[] {
  return [...redReports(situation), ...failedSpecs(situation)];
}

/** A whole fresh report with a failed leaf test that no machine's counts show. */
function redReports({ memory, machines }: Situation): readonly Reason[] {
  if (machines.some(({ state }) => state === "FAILED")) return [];
  const whole = withoutMerges(allReports(memory.artifacts)).filter(({ present }) => present);
  const red = whole.flatMap(({ path, reading }): readonly Reason[] => {
    const failed = reading.final ? reportCounts(reading).failed : 0;
    return failed > 0 ? [{ code: "report-failed", path, failed }] : [];
  });
  return red.slice(0, 1);
}

/** The run's last `n of m failed`; any of them, if the log holds no more runs than there are machines. */
function failedSpecs({ memory, machines }: Situation): readonly Reason[] {
  const word = lastWord(runLogs(memory.artifacts), machines.length);
  return word === null ? [] : [{ code: "specs-failed", ...word }];
}

export function lastWord(logs: readonly LogRecord[], machines: number): { failed: number; of: number } | null {
  for (const { reading } of logs) {
    const { totals, totalRows } = reading.facts;
    if (totals !== null && totals.failed > 0) return totals;
    if (totals !== null && totalRows.failed > 0 && totalRows.all <= machines) {
      return { failed: totalRows.failed, of: totalRows.all };
    }
  }
  return null;
}
