import { allReports, withoutMerges } from "../reports/machines.ts";
import { runLogs } from "../memory/logrecords.ts";
import type { Reason } from "./reasons.ts";
import { wordOf } from "../reports/logword.ts";
import { reportCounts } from "../reports/report.ts";
import type { MachineFinding } from "../reports/results.ts";
import type { LogRecord, ScopeMemory, ScopeResult } from "../state/state.ts";

interface Results {
  readonly memory: ScopeMemory;
  readonly machines: readonly MachineFinding[];
}

/** Why the run itself failed although its machines may all be green: a red report, its own last word, its exit status. */
export function runFailure(results: Results): readonly Reason[] {
  return [...redReports(results), ...ownWord(results)];
}

/** A whole red report of the run as a whole, which none of several machines' counts show. */
function redReports({ memory, machines }: Results): readonly Reason[] {
  if (machines.length === 1 || machines.some(({ state }) => state === "FAILED")) return [];
  const whole = withoutMerges(allReports(memory.artifacts)).filter(
    ({ present, machine }) => present && machine === null,
  );
  const red = whole.flatMap(({ path, reading }): readonly Reason[] => {
    const failed = reading.final ? reportCounts(reading).failed : 0;
    return failed > 0 ? [{ code: "report-failed", path, failed }] : [];
  });
  return red.slice(0, 1);
}

/** The run's last `n of m failed`; any of them, if its logs hold all its runs, no more than machines. */
function ownWord({ memory, machines }: Results): readonly Reason[] {
  const word = lastWord(runLogs(memory.artifacts), machines.length);
  return word === null ? [] : [{ code: "last-word-failed", ...word }];
}

/** How much of the run failed by its own word: specs of its last Cypress run, or Cypress runs. Null if nothing did. */
export function lastWord(logs: readonly LogRecord[], machines: number): ScopeResult["lastWord"] {
  const { totals, totalRows, replaced } = wordOf(logs);
  if (totals !== null && totals.failed > 0) return { ...totals, unit: "spec" };
  if (totalRows.failed === 0 || totalRows.all > machines || replaced) return null;
  return { failed: totalRows.failed, of: totalRows.all, unit: "Cypress run" };
}
