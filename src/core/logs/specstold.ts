import type { TestCounts } from "../reports/report.ts";

/** What Cypress's own words, up to here, tell of single specs. */
export interface SpecsTold {
  /** What the newest run was started with: its browser, the specs it searched for and found; empty where not told. */
  readonly browser: string;
  readonly searched: string;
  readonly found: string;
  /** Which of these the line before told, if it was so long that Cypress may go on with it in the next one. */
  readonly wraps: "searched" | "found" | null;
  /** The rows below the newest `(Run Finished)`, until its total row. */
  readonly rows: readonly SpecRow[];
  /** Each spec that a table called failed. */
  readonly reds: readonly RedSpec[];
}

export interface SpecRow {
  /** As the table calls it: its path below the folder that all specs of its run have in common. */
  readonly name: string;
  readonly tests: TestCounts;
}

/** Which spec is meant: its name, and what tells which one of that name. */
export interface NamedSpec extends Pick<SpecsTold, "searched"> {
  readonly name: string;
  /** No other spec of its run has a name that ends as this one does. */
  readonly alone: boolean;
}

export interface RedSpec extends NamedSpec, Pick<SpecsTold, "browser"> {
  /** How many rows called it failed. */
  readonly times: number;
  /** How many rows since the last of these called it passed, and what the newest counted; null if none did. */
  readonly again: { readonly times: number; readonly tests: TestCounts } | null;
  /** A run in another browser has begun since the last of these rows. */
  readonly elsewhere: boolean;
}

/** False where one of them was not told. */
export function isOtherBrowser(a: string, b: string): boolean {
  return a !== "" && b !== "" && a !== b;
}

export const nothingTold: SpecsTold = { browser: "", searched: "", found: "", wraps: null, rows: [], reds: [] };
