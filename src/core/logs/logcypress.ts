import type { LogFacts } from "./log.ts";
import { shownLine } from "./logline.ts";
import { runBroken, runEnded, runStarted } from "./logmarks.ts";
import { specRunning, specsBegun, specsEnded } from "./logspecs.ts";

/**
 * Takes in a line of Cypress's own output; undefined if it is none. As `print-run.ts` of Cypress 12 prints them:
 * `(Run Starting)`; `(Run Finished)`, below it a table with a row for each spec, and below that the total row. Without
 * any result the table is left out. mocha's `n passing` is of one spec and ends nothing.
 */
export function foldCypress(facts: LogFacts, line: string): LogFacts | undefined {
  const text = line.trimStart();
  if (text === "(Run Starting)") return { ...runStarted(facts), ...specsBegun(facts) };
  if (text === "(Run Finished)") return { ...facts, awaitingTotals: true, specRows: 0 };
  // Only below its header: the total row of a run that ended before the log was read from tells nothing.
  const label = facts.awaitingTotals ? rowLabel(text) : undefined;
  if (label === undefined) return withRunning(facts, text);
  const total = parseTotal(label);
  if (total === undefined) return { ...facts, specRows: facts.specRows + 1 };
  return foldTotal(facts, total, shownLine(text));
}

function withRunning(facts: LogFacts, text: string): LogFacts | undefined {
  const specs = specRunning(facts, text);
  return specs === undefined ? undefined : { ...facts, ...specs };
}

type Total =
  { readonly cancelled: true } | { readonly cancelled: false; readonly failed: number; readonly of?: number };

/** What stands left of a row's duration and of its five counts. */
function rowLabel(text: string): string | undefined {
  return /^(.*\S)\s+(?:\d+ms|\d+(?::\d+)+|SKIPPED)(?:\s+(?:\d+|-)){5}$/u.exec(text)?.[1];
}

/** The tick before the words differs by platform, gets broken in redirections, or is missing. */
function parseTotal(label: string): Total | undefined {
  const words = /^(?:\S{1,5}\s+)?(?:(All specs passed!)|(The run was canceled)|(\d+) of (\d+) failed \(\d+%\))$/u;
  const match = words.exec(label);
  if (match === null) return undefined;
  if (match[1] !== undefined) return { cancelled: false, failed: 0 };
  if (match[2] !== undefined) return { cancelled: true };
  return { cancelled: false, failed: Number(match[3]), of: Number(match[4]) };
}

/** The total row is the last that a run prints: one that was killed or cancelled before does not get to it. */
function foldTotal(facts: LogFacts, total: Total, line: string): LogFacts {
  if (total.cancelled) return runBroken({ ...facts, open: false, end: null, awaitingTotals: false }, "cancelled", line);
  const { failed, of = facts.specRows } = total;
  const totalRows = {
    failed: facts.totalRows.failed + (failed > 0 ? 1 : 0),
    all: facts.totalRows.all + 1,
  };
  const rowSpecs = { failed: facts.rowSpecs.failed + failed, all: facts.rowSpecs.all + of };
  const told = { totals: { failed, of }, totalRows, rowSpecs, awaitingTotals: false, cancelled: null, killed: null };
  return { ...runEnded(facts, "cypress", line), ...told, ...specsEnded(facts) };
}
