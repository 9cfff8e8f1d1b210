import type { TestCounts } from "../core/reports/report.ts";
import type { LevelSummary } from "./junitcollector.ts";
import { total } from "./junitattributes.ts";

/**
 * What the attributes of the root, or else of the suites, say otherwise than the tests that are listed; one that is
 * missing or no count says nothing. Suites count their own tests, or those of suites within them too.
 */
export function summaryNotes(levels: readonly LevelSummary[], listed: TestCounts): readonly string[] {
  const [root, ...below] = levels;
  const sums = below.reduce<LevelSummary>(added, { tests: undefined, failed: undefined, skipped: undefined });
  const disagrees = (said: LevelSummary | undefined): said is LevelSummary =>
    said !== undefined &&
    ((said.tests ?? listed.total) !== listed.total || (said.failed ?? listed.failed) !== listed.failed);
  if (disagrees(root)) return [note("its summary counts", root, listed)];
  return disagrees(below[0]) && disagrees(sums) ? [note("its suites count", below[0], listed)] : [];
}

function note(who: string, { tests, failed }: LevelSummary, listed: TestCounts): string {
  const said = `${tests ?? listed.total} tests, ${failed ?? listed.failed} failed`;
  return `${who} ${said}; the tests listed in it, which count, are ${listed.total}, ${listed.failed} failed`;
}

function added(a: LevelSummary, b: LevelSummary): LevelSummary {
  return { tests: total(a.tests, b.tests), failed: total(a.failed, b.failed), skipped: total(a.skipped, b.skipped) };
}
