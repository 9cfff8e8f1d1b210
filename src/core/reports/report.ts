/**
 * What a reader understood of one JUnit or mochawesome report. Counts come from leaf tests, never from
 * summary attributes or `stats` (both lie: a failed hook gives `failures: 0`).
 */
export type ReportReading = FinalReport | UnfinishedReport;

export type ReportKind = "junit" | "mochawesome";

export interface TestCounts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Passed in the end, after at least one failed try; counted in `passed` too. */
  readonly flaky: number;
}

/** One failing test or hook. `message` is cut to its end, where the error stands; both are raw, unescaped. */
export interface FailingTest {
  readonly name: string;
  readonly message: string;
}

/** The tests of one spec file within a report. */
export interface SpecResult {
  /** The spec's path as the report names it (`file`, `fullFile`), or null if it names none. */
  readonly spec: string | null;
  readonly tests: TestCounts;
  /** The first `maxFailing` failing tests, `maxFailingOfAll` in all specs of a report; `tests.failed` counts all. */
  readonly failing: readonly FailingTest[];
  /** Fingerprint and outcome of each test, see `outcomesOf`; null when there were more than `maxOutcomes`, or `maxOutcomesOfAll`. */
  readonly outcomes: string | null;
}

/** A report proven complete: nothing is missing at its end and nothing follows it. */
export interface FinalReport {
  readonly final: true;
  readonly kind: ReportKind;
  /** At least one entry; a report without a single test has one entry with `total: 0`. */
  readonly specs: readonly SpecResult[];
  /** Fingerprints of the mochawesome test uuids, space separated; null if there are none or too many. */
  readonly uuids: string | null;
  /** What a person should know about the reading, e.g. a summary that disagrees with the leaves. */
  readonly notes: readonly string[];
  /** Fingerprint of the file's bytes: who writes it anew writes other times into it. Not kept by older releases. */
  readonly bytes?: string | undefined;
}

/**
 * Why a report is not final. `empty` and `cut` may still be in the writing; the others will not get
 * better by waiting. `control-characters`: whole, but ill-formed by raw control characters only. `inconclusive`: whole, but
 * it does not tell how all its tests ended. `unreadable`: the file could not be opened or read; `behind`: there was
 * no time for it yet.
 */
export type Unfinished =
  | "empty"
  | "cut"
  | "trailing"
  | "ill-formed"
  | "control-characters"
  | "not-a-report"
  | "limit"
  | "inconclusive"
  | "unreadable"
  | "behind";

export interface UnfinishedReport {
  readonly final: false;
  readonly kind: ReportKind;
  readonly why: Unfinished;
  /** One sentence for a person, without any text of the file beyond names it needs. */
  readonly detail: string;
  /** Leaf tests that could be counted all the same; 0 if none. */
  readonly tests: number;
}

export const maxFailing = 50;
export const maxFailingOfAll = 1_000;
export const maxOutcomes = 5_000;
export const maxOutcomesOfAll = 100_000;
export const maxNameLength = 300;
export const maxMessageLength = 600;

export type TestOutcome = "passed" | "failed" | "skipped";

export const noTests: TestCounts = { total: 0, passed: 0, failed: 0, skipped: 0, flaky: 0 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return {
    total: a.total + b.total,
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    flaky: a.flaky + b.flaky,
  };
}

export function sumCounts(all: readonly TestCounts[]): TestCounts {
  return all.reduce(addCounts, noTests);
}

/** The counts of a whole report. */
export function reportCounts(report: FinalReport): TestCounts {
  return sumCounts(report.specs.map((spec) => spec.tests));
}

/** Whole, but no XML for its raw control characters, as mocha-junit-reporter writes those of titles. */
export function isOnlyIllFormed(reading: ReportReading): reading is UnfinishedReport {
  return !reading.final && reading.why === "control-characters";
}
