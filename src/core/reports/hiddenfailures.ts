import type { Reason } from "../judge/reasons.ts";
import { wordOf } from "./logword.ts";
import type { LogRecord } from "../state/state.ts";

/**
 * An earlier Cypress run failed, the last one did not, and there were more runs than machines, or may have been: the
 * same specs done again, or others whose red reports were overwritten before any look. `redone`: how many were seen done
 * again.
 */
export function hiddenFailures(logs: readonly LogRecord[], machines: number, redone: number): readonly Reason[] {
  const { totals, totalRows, rowSpecs, replaced } = wordOf(logs);
  if (totals !== null && totals.failed > 0) return [];
  if ((totalRows.all <= machines && !replaced) || rowSpecs.failed <= redone) return [];
  return [{ code: "red-run-unexplained", ...totalRows }];
}

/** Of a spec in a Cypress run that broke off nobody knows the result, until each machine ran it to a total row. */
export function unfinishedSpecs(logs: readonly LogRecord[], machines: number): readonly Reason[] {
  const open = logs.flatMap(({ reading }) => reading.facts.unfinished).find(({ again }) => again < machines);
  return open === undefined ? [] : [{ code: "spec-unfinished", spec: open.spec }];
}
