import type { Reason } from "../judge/reasons.ts";
import type { UnfinishedSpec } from "../logs/log.ts";
import { maybeSpecAt } from "../logs/samespec.ts";
import { isOtherBrowser, type RedSpec } from "../logs/specstold.ts";
import { wordOf } from "./logword.ts";
import type { LogRecord } from "../state/state.ts";

/** What is known of the machines that logs tell of. */
export interface LoggedMachines {
  readonly count: number;
  /** There is only one, and it is known to be: a later row of a spec is of that machine too. */
  readonly onlyOne: boolean;
  /** How many failed specs reports showed to be done again. */
  readonly redone: number;
}

/**
 * An earlier Cypress run failed, the last one did not, and there were more runs than machines, or may have been: the
 * same specs done again, as reports or rows tell, or others whose red reports were overwritten before any look.
 */
export function hiddenFailures(logs: readonly LogRecord[], machines: LoggedMachines): readonly Reason[] {
  const { totals, totalRows, rowSpecs, replaced, doneAgain } = wordOf(logs, machines.onlyOne);
  if (totals !== null && totals.failed > 0) return [];
  if (totalRows.all <= machines.count && !replaced) return [];
  const unexplained: readonly Reason[] = [{ code: "red-run-unexplained", ...totalRows }];
  if (hasRedElsewhere(logs, machines.onlyOne)) return unexplained;
  // A run that broke off may have reported failed specs that no row counts: these, done again, explain no row.
  const uncounted = logs.flatMap(({ reading }) => reading.facts.unfinished).length;
  if (rowSpecs.failed <= Math.max(machines.redone - uncounted, doneAgain)) return [];
  return unexplained;
}

/**
 * A spec failed in one browser, and another one ran since, or in another log: reports do not tell browsers apart. A later
 * row in its own may be of another machine.
 */
function hasRedElsewhere(logs: readonly LogRecord[], onlyOne: boolean): boolean {
  const told = logs.map(({ reading }) => reading.facts.specs);
  const isElsewhere = (red: RedSpec): boolean =>
    red.elsewhere || told.some(({ reds, browser }) => !reds.includes(red) && isOtherBrowser(red.browser, browser));
  return told.flatMap(({ reds }) => reds).some((red) => isElsewhere(red) && (red.again === null || !onlyOne));
}

/**
 * Of a spec in a Cypress run that broke off nobody knows the result, until it was run to a total row as often as there
 * are machines, and each of them reported it. `reported`: the specs of each machine's reports.
 */
export function unfinishedSpecs(
  logs: readonly LogRecord[],
  reported: readonly (readonly (string | null)[])[],
): readonly Reason[] {
  const open = logs.flatMap(({ reading }) => reading.facts.unfinished).find((spec) => !isDoneAgain(spec, reported));
  return open === undefined ? [] : [{ code: "spec-unfinished", spec: open.spec }];
}

/**
 * A single machine is the one that ran it again, whether or not a look saw what it reported. Of several, a report may be
 * that of another browser.
 */
export function isDoneAgain(
  { again, spec: name, elsewhere, ...told }: UnfinishedSpec,
  reported: readonly (readonly (string | null)[])[],
): boolean {
  if (again < reported.length) return false;
  if (reported.length === 1) return true;
  return (
    !elsewhere && reported.every((names) => names.some((path) => path === null || maybeSpecAt({ ...told, name }, path)))
  );
}
