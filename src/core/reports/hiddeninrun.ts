import type { Reason } from "../judge/reasons.ts";
import { hiddenFailures, unfinishedSpecs } from "./hiddenfailures.ts";
import { allReports, isOnlyMachine, withoutMerges, type MachineScope } from "./machines.ts";
import { runLogs } from "../memory/logrecords.ts";
import { reportCounts } from "./report.ts";
import type { MachineFinding } from "./results.ts";
import type { ScopeMemory } from "../state/state.ts";

/** What of the run as a whole no machine's result tells; a machine that failed explains it. */
export function hiddenInRun(
  memory: ScopeMemory,
  scope: MachineScope,
  machines: readonly MachineFinding[],
): readonly Reason[] {
  if (machines.some(({ state }) => state === "FAILED")) return [];
  const redone = machines.reduce((sum, machine) => sum + machine.redone, 0);
  const reported = machines.map((machine) => machine.reported);
  const logs = runLogs(memory.artifacts);
  const logged = { count: machines.length, onlyOne: isOnlyMachine(scope), redone };
  const hidden = [...hiddenFailures(logs, logged), ...unfinishedSpecs(logs, reported)];
  if (machines.length === 1 || !hasLostRed(memory)) return hidden;
  return [{ code: "failure-overwritten", machine: memory.run }, ...hidden];
}

/** A red report of the whole of several machines is gone. One that names its spec again may be another machine's. */
function hasLostRed({ artifacts, overwritten, redone }: ScopeMemory): boolean {
  const gone = withoutMerges(allReports(artifacts)).some(
    ({ machine, present, reading }) =>
      machine === null && !present && reading.final && reportCounts(reading).failed > 0,
  );
  const red = overwritten.filter(({ result }) => result.tests.failed > 0);
  return gone || [...red, ...redone].some(({ machine }) => machine === null);
}
