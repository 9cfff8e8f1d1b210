import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspectReport } from "../../src/core/reports/inspection.ts";
import type { ReportKind } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { keptReport, keptRuns, type KeptRun } from "./fixtures.ts";

/** Reports that cannot be read by the exit code of their run, how they are read, and why. */
const exceptions: readonly { readonly file: RegExp; readonly exit: number; readonly read: string }[] = [
  // mocha-junit-reporter writes control characters of a title raw: that is no XML.
  { file: /\/control-title\.xml$/, exit: 0, read: "unreadable" },
  { file: /\/hostile-names\.xml$/, exit: 1, read: "unreadable" },
  // With --parallel mochawesome lists no test; a failure at least is in its stats.
  { file: /\/parallel-pass\.json$/, exit: 0, read: "unreadable" },
  // A merge counts anew by states. mocha 7 gives none to a test it retried, nor to one below a suite that is skipped
  // while it runs: nothing is left to tell how it ended.
  { file: /of-[a-z-]+(?:7|3|4|reporters)\/retries-fail\+pass\.json$/, exit: 1, read: "unreadable" },
  { file: /of-[a-z-]+(?:7|3|4|reporters)\/(?:retries-flaky|hook-skips)\+pass\.json$/, exit: 0, read: "unreadable" },
  // A merge drops runs whose tests are not listed: it knows of no test any more, which is judged as failed.
  { file: /\/parallel\+parallel-pass\.json$/, exit: 1, read: "empty" },
  // Whoever asks mocha to fail without tests gets a report without tests, which is judged as failed.
  { file: /\/fail-zero\.(?:xml|json)$/, exit: 1, read: "empty" },
];

/** Runs that ended before a reporter wrote, whatever their exit code: no file is there to read. */
const unreported: Readonly<Record<string, number>> = {
  exits: 0, // process.exit(0) in a test
  killed: 137,
  "load-error": 1,
  // mocha-junit-reporter breaks down with --parallel, cypress-mochawesome-reporter where nothing is there to merge.
  parallel: 1,
  "parallel-hook": 1,
  "parallel-pass": 1,
  "no-tests": 0,
};

const runs = keptRuns();
const readings = runs.flatMap((run) => [...reading(run, "junit"), ...reading(run, "mochawesome")]);

describe("a report of any version of mocha and its reporters, alone, together in both orders, or merged", () => {
  for (const title of new Set(runs.map(titleOf))) {
    it(`of the run "${title}" is read as it ended`, () => {
      const read = readings.filter(({ run }) => titleOf(run) === title);
      for (const { run, file, inspection } of read) {
        const { verdict, failed } = inspection;
        const { read: expected } = exceptions.find((one) => one.file.test(file) && one.exit === run.exit) ?? {};
        const told = `${file} of exit code ${run.exit} (${run.by.join()}): ${verdict}, ${failed} failed`;
        if (expected !== undefined) assert.equal(verdict, expected, told);
        else if (run.exit === 0) assert.ok(verdict === "passed" || verdict === "empty", told);
        else assert.ok(verdict === "failed" && (failed === run.exit || isCapped(run)), told);
      }
      if (read.length === 0) assert.ok(title in unreported, title);
    });
  }

  it("is never green when the run failed", () => {
    const red = readings.filter(({ run }) => run.exit !== 0);
    assert.ok(red.length > 200);
    assert.deepEqual(
      red.filter(({ inspection }) => inspection.verdict === "passed").map(({ file }) => file),
      [],
    );
  });

  it("is there unless the run ended before any was written", () => {
    const none = runs.filter(({ junit, mochawesome }) => junit === null && mochawesome === null);
    assert.deepEqual(Object.fromEntries(none.map((run) => [titleOf(run), run.exit])), unreported);
  });

  it("is needed where it is an exception", () => {
    for (const { file, exit, read } of exceptions) {
      assert.ok(
        readings.some((one) => file.test(one.file) && one.run.exit === exit),
        `${file.source}: ${read}`,
      );
    }
  });

  it("is written with wrong sums in JUnit where mochawesome stands first, and read alike", () => {
    const sums = (file: string): string => /<testsuites [^>]*>/.exec(keptReport(file).toString())?.[0] ?? "";
    const first = readings.filter(({ file }) => file.endsWith("mochawesome-first/hook-before.xml"));
    assert.ok(first.length > 0);
    for (const { file, inspection } of first) {
      assert.match(sums(file), / failures="0"/);
      assert.deepEqual([inspection.verdict, inspection.failed], ["failed", 1]);
    }
  });
});

function reading(run: KeptRun, kind: ReportKind): { run: KeptRun; file: string; inspection: Inspected }[] {
  const file = run[kind];
  return file === null ? [] : [{ run, file, inspection: inspectReport(file, readReportBytes(keptReport(file), kind)) }];
}

function titleOf({ specs }: KeptRun): string {
  return specs.join("+");
}

type Inspected = ReturnType<typeof inspectReport>;

/** mochawesome alone ends mocha with 1 however many failed. */
function isCapped({ exit, by }: KeptRun): boolean {
  return exit === 1 && by.every((one) => one.endsWith(" mochawesome-alone"));
}
