import { noTests, type TestCounts } from "../reports/report.ts";
import { isSameSpec, namedSpec, tooLong } from "./samespec.ts";
import type { RedSpec, SpecRow, SpecsTold } from "./specstold.ts";

/** So many rows are remembered of a table, and so many failed specs of a log; further ones are left out. */
const [maxRows, maxReds] = [1_000, 200];
/** In characters; longer names are left out. */
const maxName = 500;
/** Cypress goes on below with a name of more characters. */
const fullName = 35;

/** Takes in a row below `(Run Finished)`: what stands left of its duration, and its counts as they stand there. */
export function withRow(told: SpecsTold, label: string, counts: readonly string[]): SpecsTold {
  const name = label.replace(/^\S{1,5} {2}/u, "");
  if (told.rows.length >= maxRows || name.length > maxName) return told;
  return { ...told, rows: [...told.rows, { name, tests: countsOf(counts) }] };
}

/** Takes in any other line there: a long name goes on below the beginning of its row. */
export function withRestOfName(told: SpecsTold, text: string): SpecsTold {
  const last = told.rows.at(-1);
  if (last === undefined || last.name.length % fullName > 0 || last.name.length > maxName) return told;
  if (text.length > fullName) return told;
  return { ...told, rows: [...told.rows.slice(0, -1), { ...last, name: last.name + text }] };
}

/**
 * A total row ends the table. Where the rows do not show all specs that it calls failed, any that ever failed may be
 * among them.
 */
export function withTotal({ rows, ...told }: SpecsTold, failed: number): SpecsTold {
  const isWhole = rows.filter(({ tests }) => tests.failed > 0).length === failed;
  const names = rows.map(({ name }) => name);
  const reds = isWhole
    ? rows.reduce(
        (before, row) =>
          withResult(before, row, { ...namedSpec(row.name, told.searched, names), browser: told.browser }),
        told.reds,
      )
    : (failed === 0 ? told.reds : withUnnamed(told)).map((red) => ({ ...red, again: null }));
  return { ...told, rows: [], reds };
}

/** Of a table that is not whole nobody knows which specs failed, only in which browser. */
function withUnnamed({ reds, browser }: Omit<SpecsTold, "rows">): readonly RedSpec[] {
  const red = { name: "", searched: tooLong, alone: false, browser, times: 1, again: null, elsewhere: false };
  const isKnown = reds.some(({ searched, browser: other }) => searched === tooLong && other === browser);
  return isKnown ? reds : [...reds, red];
}

/** In one browser only: a loop over browsers does nothing again. */
function withResult(
  reds: readonly RedSpec[],
  { tests }: SpecRow,
  spec: Omit<RedSpec, "times" | "again" | "elsewhere">,
): readonly RedSpec[] {
  const isSame = (red: RedSpec): boolean =>
    spec.browser !== "" && red.browser === spec.browser && isSameSpec(red, spec);
  const isFailed = tests.failed > 0;
  const updated = reds.map((red): RedSpec => {
    if (!isSame(red)) return red;
    if (isFailed) return { ...red, times: red.times + 1, again: null, elsewhere: false };
    return tests.total === 0 ? red : { ...red, again: { times: (red.again?.times ?? 0) + 1, tests } };
  });
  const isNew = isFailed && !reds.some(isSame);
  const red: RedSpec = { ...spec, times: 1, again: null, elsewhere: false };
  return isNew && reds.length < maxReds ? [...updated, red] : updated;
}

/** The columns Tests, Passing, Failing, Pending and Skipped. */
function countsOf(columns: readonly string[]): TestCounts {
  const [total = 0, passed = 0, failed = 0, pending = 0, skipped = 0] = columns.map((column) => Number(column) || 0);
  return { ...noTests, total, passed, failed, skipped: pending + skipped };
}
