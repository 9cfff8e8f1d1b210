import type { ScopeFacts } from "./facts.ts";
import type { Reason } from "./reasons.ts";
import type { MachineFinding } from "../reports/results.ts";
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
  const theirs = machines.flatMap(({ reports }) => reports).find(({ changed }) => byMoment(changed, gone) <= 0);
  return theirs === undefined ? [] : [{ code: "earlier-wrote", path: theirs.path }];
}
