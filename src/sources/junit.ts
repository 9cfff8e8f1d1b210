import {
  reportCounts,
  sumCounts,
  type FinalReport,
  type ReportReading,
  type SpecResult,
} from "../core/reports/report.ts";
import { documentFault } from "./secondcount.ts";
import { junitCollector, type JunitContents } from "./junitcollector.ts";
import { summaryNotes } from "./junitsummary.ts";
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
  const fault = scanXml(text, ["testsuites", "testsuite"], handler) ?? contents.tally.fault ?? strayFault(contents);
  const specs = specResults(contents.tally);
  const { total } = sumCounts(specs.map((spec) => spec.tests));
  if (fault !== undefined) return unfinished("junit", fault, total);
  if (specs.length === 0) return withoutTests(contents);
  const report = final(specs, []);
  const doubt = documentFault(text, report);
  if (doubt !== undefined) return unfinished("junit", doubt, total);
  const hidden = hiddenFailures(contents, report);
  if (hidden !== undefined) return unfinished("junit", hidden, total);
  return { ...report, notes: summaryNotes(contents.levels, reportCounts(report)) };
}

function final(specs: readonly SpecResult[], notes: readonly string[]): FinalReport {
  return { final: true, kind: "junit", specs, uuids: null, notes };
}

function strayFault({ strays }: JunitContents): { why: "ill-formed"; detail: string } | undefined {
  return strays === 0
    ? undefined
    : { why: "ill-formed", detail: "it has a failure that belongs to no test and no suite" };
}

/**
 * Suites count as their writer saw them: a browser that went away, or a test that failed without a word, is counted
 * by karma and listed by none. A list of suites is no witness: mocha-junit-reporter's counts wrong where mochawesome
 * comes first.
 */
function hiddenFailures({ levels, isList }: JunitContents, report: FinalReport): UnlistedTests | undefined {
  const counted = Math.max(0, ...levels.slice(isList ? 1 : 0).map(({ failed }) => failed ?? 0));
  const { failed, flaky } = reportCounts(report);
  if (failed > 0 || counted <= flaky) return undefined;
  return { why: "inconclusive", detail: `its suites count ${counted} failed, and it lists none` };
}

interface UnlistedTests {
  readonly why: "inconclusive";
  readonly detail: string;
}

/**
 * A report without a test: its attributes may still tell of failures, and of pending tests, which
 * mocha-junit-reporter counts but does not list. Of tests that passed they alone are no proof.
 */
function withoutTests({ levels, spec }: JunitContents): ReportReading {
  const most = (of: "tests" | "failed" | "skipped"): number => Math.max(0, ...levels.map((level) => level[of] ?? 0));
  const [counted, failed, skipped] = [most("tests"), most("failed"), most("skipped")];
  if (failed === 0 && counted > skipped) {
    return unfinished("junit", {
      why: "inconclusive",
      detail: `its summary counts ${counted} tests, and it lists none`,
    });
  }
  const tests = { total: failed + skipped, passed: 0, failed, skipped, flaky: 0 };
  const note = `it lists no test; its summary counts ${failed} failed, ${skipped} skipped`;
  return final([unlisted(spec ?? null, tests)], failed + skipped > 0 ? [note] : []);
}
