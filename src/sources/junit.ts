import {
  reportCounts,
  sumCounts,
  type FinalReport,
  type ReportReading,
  type SpecResult,
} from "../core/reports/report.ts";
import { agreesWithDocument } from "./secondcount.ts";
import { junitCollector, type JunitContents } from "./junitcollector.ts";
import { specResults, unlisted } from "./tally.ts";
import { emptyFile, unfinished } from "./unfinished.ts";
import { scanXml } from "./xmlscan.ts";

/**
 * Reads a JUnit XML report: any dialect of `testsuites` and `testsuite`, with or without namespace. Counts are of
 * `testcase` elements and of errors right under a suite. The attributes that sum them up disagree with them in a
 * quarter of all real files; they are asked only where there is no test at all. Never throws.
 */
export function readJunit(text: string): ReportReading {
  if (!/\S/.test(text)) return unfinished("junit", emptyFile);
  const { handler, contents } = junitCollector();
  const fault = scanXml(text, ["testsuites", "testsuite"], handler);
  if (fault !== undefined) {
    const tests = sumCounts([...contents.tally.values()].map((spec) => spec.tests));
    return unfinished("junit", fault, tests.total);
  }
  if (contents.tally.size === 0) return withoutTests(contents);
  const report = final(specResults(contents.tally), []);
  if (!agreesWithDocument(text, report)) return unfinished("junit", miscounted, reportCounts(report).total);
  return { ...report, notes: disagreement(contents, report) };
}

const miscounted = { why: "ill-formed", detail: "two ways of counting its tests disagree" } as const;

function final(specs: readonly SpecResult[], notes: readonly string[]): FinalReport {
  return { final: true, kind: "junit", specs, uuids: null, notes };
}

/**
 * A report without a test: its attributes may still tell of failures, and of pending tests, which
 * mocha-junit-reporter counts but does not list.
 */
function withoutTests({ levels, spec }: JunitContents): FinalReport {
  const failed = Math.max(0, ...levels.map((level) => level.failed));
  const skipped = Math.max(0, ...levels.map((level) => level.skipped));
  const tests = { total: failed + skipped, passed: 0, failed, skipped, flaky: 0 };
  const notes =
    failed + skipped > 0 ? [`it lists no test; its summary counts ${failed} failed, ${skipped} skipped`] : [];
  return final([unlisted(spec ?? null, tests)], notes);
}

/** What the root's attributes say otherwise than the tests below it; an attribute that is missing or no count says nothing. */
function disagreement({ root }: JunitContents, report: FinalReport): readonly string[] {
  const { total, failed } = reportCounts(report);
  const tests = root.tests ?? total;
  const failures = root.failed ?? failed;
  if (tests === total && failures === failed) return [];
  return [
    `its own summary says ${tests} tests, ${failures} failed; it lists ${total}, ${failed} failed, and these count`,
  ];
}
