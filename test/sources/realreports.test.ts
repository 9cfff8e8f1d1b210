import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { outcomesOf } from "../../src/core/reports/fingerprint.ts";
import { reportCounts, type FinalReport, type ReportReading, type TestOutcome } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { realRun, realRuns, type RealRun } from "./fixtures.ts";

/** mocha-junit-reporter writes these titles raw: the file is not XML, and the mochawesome file has to tell. */
const notXml = ["control-title", "hostile-names"];
/** mocha 7 lists no outcome of retried tests in mochawesome: their number has to do. */
const retried = ["retries-mixed", "hook-retries"];
/** JUnit tells of a test that it passed, and then that it failed. */
const toldTwice = "late-errors";

describe("reports of real runs", () => {
  for (const run of realRuns()) {
    it(`tell as many failures of the run "${run.name}" as its exit code`, () => {
      assert.equal(reportCounts(mochawesome(run)).failed, run.exit);
      if (!notXml.includes(run.name)) assert.equal(reportCounts(junit(run)).failed, run.exit);
    });

    it(`name the same tests and hooks of the run "${run.name}" in both kinds`, () => {
      if (notXml.includes(run.name)) return assert.equal(readReportBytes(run.junit, "junit").final, false);
      const here = mochawesome(run);
      for (const outcome of ["passed", "failed"] as const) {
        const unnamed = reportCounts(here)[outcome] - outcomes(here, outcome).size;
        const missing = [...outcomes(junit(run), outcome)].filter((test) => !outcomes(here, outcome).has(test));
        const more = Number(run.name === toldTwice && outcome === "passed");
        assert.equal(missing.length, retried.includes(run.name) ? unnamed : more);
        assert.equal(reportCounts(junit(run))[outcome], reportCounts(here)[outcome] + more);
      }
    });
  }

  it("are told apart spec by spec", () => {
    const run = realRun("several");
    for (const report of [junit(run), mochawesome(run)]) {
      assert.deepEqual(
        report.specs.map(({ spec, tests }) => [spec, tests.passed, tests.failed]),
        [
          ["/atvm/specs/several/first.cjs", 3, 0],
          ["/atvm/specs/several/second.cjs", 0, 1],
        ],
      );
    }
  });

  it("name failed hooks by hook, and the error", () => {
    const names = [
      "hook-before",
      "hook-before-each",
      "hook-after",
      "hook-after-each",
      "hook-root",
      "hook-nested-after",
    ];
    const failing = names.map((name) => junit(realRun(name)).specs.flatMap((spec) => spec.failing));
    assert.deepEqual(failing, [
      [{ name: 'machine "before all" hook for "boots"', message: "cannot log in" }],
      [{ name: 'machine "before each" hook: reset it for "boots"', message: "cannot reset" }],
      [{ name: 'machine "after all" hook for "stops"', message: "cannot clean up" }],
      [{ name: 'machine "after each" hook for "boots"', message: "cannot reset" }],
      [{ name: '"before all" hook in "{root}"', message: "no network" }],
      [{ name: 'machine with a disk "after all" hook for "unmounts"', message: "no disk" }],
    ]);
    for (const [index, name] of names.entries()) {
      const there = mochawesome(realRun(name)).specs.flatMap((spec) => spec.failing);
      assert.deepEqual(
        there,
        failing[index]?.map((test) => ({ ...test, message: `Error: ${test.message}` })),
      );
    }
  });

  it("keep the end of a huge message", () => {
    for (const report of [junit(realRun("huge-message")), mochawesome(realRun("huge-message"))]) {
      const message = report.specs[0]?.failing[0]?.message ?? "";
      assert.equal(message.length, 600);
      assert.ok(message.startsWith("…") && message.endsWith("and here is the end"));
    }
  });

  it("give names and messages with markup, unicode and references as they were", () => {
    const [fail, unicode] = [junit(realRun("fail")), mochawesome(realRun("unicode"))];
    assert.deepEqual(fail.specs[0]?.failing[1], {
      name: `calculator says <what> & "why"`,
      message: `expected <a> & 'b' to be "c" ]]> &amp;#60; done`,
    });
    assert.deepEqual(unicode.specs[0]?.failing, [
      { name: "größe 測試 fällt 🙈", message: "Error: Müll 🙈 – „zu Ende“" },
    ]);
  });

  it("count a test that passed when it was tried again as passed and flaky", () => {
    const { passed, failed, skipped, flaky } = reportCounts(mochawesome(realRun("retries-flaky")));
    assert.deepEqual({ passed, failed, skipped, flaky }, { passed: 2, failed: 0, skipped: 0, flaky: 1 });
  });

  it("count tried-again tests that cannot be told apart by their number", () => {
    const report = mochawesome(realRun("retries-mixed"));
    assert.deepEqual(reportCounts(report), { total: 3, passed: 2, failed: 1, skipped: 0, flaky: 1 });
    assert.deepEqual(report.specs[0]?.failing, [{ name: "a test that the report does not name", message: "" }]);
    assert.equal(report.notes.length, 1);
  });

  it("are one spec without tests when no test was there", () => {
    for (const report of [junit(realRun("no-tests")), mochawesome(realRun("no-tests"))]) {
      assert.deepEqual(
        report.specs.map(({ tests }) => tests.total),
        [0],
      );
    }
  });

  it("count pending tests that JUnit does not list when it lists nothing else", () => {
    const expected = { total: 2, passed: 0, failed: 0, skipped: 2, flaky: 0 };
    assert.deepEqual(reportCounts(junit(realRun("pending-only"))), expected);
    assert.deepEqual(reportCounts(mochawesome(realRun("pending-only"))), expected);
  });

  it("with raw control characters in a title are no final JUnit, but their tests are counted", () => {
    const reading = readReportBytes(realRun("control-title").junit, "junit");
    assert.ok(!reading.final);
    assert.deepEqual([reading.why, reading.tests], ["control-characters", 2]);
  });

  it("carry a fingerprint of each mochawesome test's uuid, and none of JUnit", () => {
    assert.equal(mochawesome(realRun("several")).uuids?.split(" ").length, 4);
    assert.equal(mochawesome(realRun("no-tests")).uuids, null);
    assert.equal(junit(realRun("several")).uuids, null);
  });
});

function junit(run: RealRun): FinalReport {
  return final(readReportBytes(run.junit, "junit"));
}

function mochawesome(run: RealRun): FinalReport {
  return final(readReportBytes(run.mochawesome, "mochawesome"));
}

function final(reading: ReportReading): FinalReport {
  assert.ok(reading.final, JSON.stringify(reading));
  return reading;
}

function outcomes(report: FinalReport, outcome: TestOutcome): ReadonlySet<string> {
  return new Set(report.specs.flatMap((spec) => [...outcomesOf(spec.outcomes ?? "", outcome)]));
}
