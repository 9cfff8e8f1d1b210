import type { LogFacts } from "./log.ts";
import { shownLine } from "./logline.ts";
import { runBroken, runEnded, runStarted } from "./logmarks.ts";
import { isBeforeFirst, specRunning, specsBegun, specsEnded } from "./logspecs.ts";
import { toldAnew, withHeading } from "./logheading.ts";
import { withRestOfName, withRow, withTotal } from "./logtable.ts";

/**
 * Takes in a line of Cypress's own output; undefined if it is none. As `print-run.ts` of Cypress 12 prints them:
 * `(Run Starting)`; `(Run Finished)`, below it a table with a row for each spec, and below that the total row. Without
 * any result the table is left out. mocha's `n passing` is of one spec and ends nothing.
 */
export function foldCypress(facts: LogFacts, line: string): LogFacts | undefined {
  const text = line.trimStart();
  if (text === "(Run Starting)") {
    return { ...runStarted(facts), ...specsBegun(facts), specs: toldAnew(facts.specs) };
  }
  if (text === "(Run Finished)") {
    return { ...facts, awaitingTotals: true, specRows: 0, specs: { ...facts.specs, rows: [] } };
  }
  // Only below its header: the total row of a run that ended before the log was read from tells nothing.
  const row = facts.awaitingTotals ? readRow(text) : undefined;
  if (row === undefined) return withRunning(facts, text);
  const total = parseTotal(row.label);
  if (total !== undefined) return foldTotal(facts, total, shownLine(text));
  return { ...facts, specRows: facts.specRows + 1, specs: withRow(facts.specs, row.label, row.counts) };
}

function withRunning(facts: LogFacts, text: string): LogFacts | undefined {
  const specs = specRunning(facts, text);
  return specs === undefined ? undefined : { ...facts, ...specs };
}

/** Takes in what a line that ends and begins nothing tells: what a run was started with, the rest of a long name. */
export function foldDetails(facts: LogFacts, line: string): LogFacts {
  const text = line.trimStart();
  const before = facts.specs;
  const specs = isBeforeFirst(facts) ? withHeading(before, text) : withRestOfName(before, text);
  return specs === before ? facts : { ...facts, specs };
}

type Total =
  { readonly cancelled: true } | { readonly cancelled: false; readonly failed: number; readonly of?: number };

interface Row {
  /** What stands left of its duration. */
  readonly label: string;
  /** Its five counts, as they stand there; Cypress 15 has a sixth. */
  readonly counts: readonly string[];
}

function readRow(text: string): Row | undefined {
  const [, label, counts] = /^(.*\S)\s+(?:\d+ms|\d+(?::\d+)+|SKIPPED)((?:\s+(?:\d+|-)){5,6})$/u.exec(text) ?? [];
  return label === undefined || counts === undefined ? undefined : { label, counts: counts.trim().split(/\s+/) };
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
  const specs = withTotal(facts.specs, failed);
  const told = {
    totals: { failed, of },
    totalRows,
    rowSpecs,
    specs,
    awaitingTotals: false,
    cancelled: null,
    killed: null,
  };
  return { ...runEnded(facts, "cypress", line), ...told, ...specsEnded(facts) };
}
