import fc from "fast-check";
import type { TestCounts } from "../../src/core/reports/report.ts";

/** How a test ended, and how its writer says so. */
export type Ending = (typeof endings)[number];
export interface AnyTest {
  readonly title: string;
  readonly ending: Ending;
}
/** A suite with its tests, what failed around them (hooks, set-up), and the suites within it. */
export interface AnySuite {
  readonly file: string | null;
  readonly before: readonly string[];
  readonly tests: readonly AnyTest[];
  readonly after: readonly string[];
  readonly suites: readonly AnySuite[];
}

const endings = ["passed", "failed", "error", "both", "several", "rerun", "unsaid", "skipped", "flaky"] as const;
const red: ReadonlySet<Ending> = new Set(["failed", "error", "both", "several", "rerun", "unsaid"]);

export function isRed({ ending }: AnyTest): boolean {
  return red.has(ending);
}

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const test = fc.record({ title: text, ending: fc.constantFrom(...endings) });
const { suite } = fc.letrec<{ suite: AnySuite }>((tie) => ({
  suite: fc.record({
    file: fc.option(fc.constantFrom("a.js", "b&<.js", "größe.js")),
    before: fc.array(text, { maxLength: 1 }),
    tests: fc.array(test, { maxLength: 4 }),
    after: fc.array(text, { maxLength: 1 }),
    suites: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie("suite"), { maxLength: 3 })),
  }),
}));

/** The suites of one report, at least one. */
export const anySuites = fc.array(suite, { minLength: 1, maxLength: 4 });

/** What a report of them has to count; mochawesome knows of no flaky tests. */
export function countsOf(suites: readonly AnySuite[], flakyKnown: boolean): TestCounts {
  const all = suites.flatMap(below);
  const tests = all.flatMap((one) => one.tests);
  const around = all.reduce((sum, { before, after }) => sum + before.length + after.length, 0);
  const failed = tests.filter(isRed).length + around;
  const skipped = tests.filter(({ ending }) => ending === "skipped").length;
  const flaky = flakyKnown ? tests.filter(({ ending }) => ending === "flaky").length : 0;
  const total = tests.length + around;
  return { total, passed: total - failed - skipped, failed, skipped, flaky };
}

function below(suite: AnySuite): readonly AnySuite[] {
  return [suite, ...suite.suites.flatMap(below)];
}
