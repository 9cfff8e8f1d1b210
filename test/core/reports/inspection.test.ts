import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspectLog, inspectReport, inspectionStatus, uninspected } from "../../../src/core/reports/inspection.ts";
import { noLogFacts, type LogFacts } from "../../../src/core/logs/log.ts";
import type { FinalReport, SpecResult, TestCounts } from "../../../src/core/reports/report.ts";

describe("A whole report", () => {
  const verdicts: readonly [title: string, tests: Partial<TestCounts>, verdict: string, status: number][] = [
    ["with passing tests alone has passed", { total: 2, passed: 2 }, "passed", 0],
    ["with one failing test has failed", { total: 2, passed: 1, failed: 1 }, "failed", 1],
    ["with skipped tests alone has passed", { total: 2, skipped: 2 }, "passed", 0],
    ["without a single test is empty", {}, "empty", 1],
  ];
  for (const [title, tests, verdict, status] of verdicts) {
    test(title, () => {
      const inspection = inspectReport("a.xml", report([spec(tests)]));
      assert.equal(inspection.verdict, verdict);
      assert.equal(inspection.final, true);
      assert.equal(inspectionStatus(inspection), status);
    });
  }

  test("is told with the sum of its specs, their failing tests, and its notes", () => {
    const first = spec({ total: 3, passed: 2, failed: 1, flaky: 1 }, ["login"]);
    const second = spec({ total: 4, passed: 2, failed: 1, skipped: 1 }, ["cart"]);
    assert.deepEqual(inspectReport("a.json", report([first, second], ["a note", "another"])), {
      version: 1,
      file: "a.json",
      kind: "mochawesome",
      final: true,
      verdict: "failed",
      tests: 7,
      passed: 4,
      failed: 2,
      skipped: 1,
      flaky: 1,
      failing: [
        { name: "login", message: "no" },
        { name: "cart", message: "no" },
      ],
      detail: "a note; another",
    });
  });
});

describe("A file that is not final", () => {
  const unread = { tests: null, passed: null, failed: null, skipped: null, flaky: null, failing: [] };

  test("is unreadable, tells why, and counts nothing", () => {
    const reading = { final: false, kind: "junit", why: "cut", detail: "it is cut", tests: 0 } as const;
    const inspection = inspectReport("a.xml", reading);
    const expected = { version: 1, file: "a.xml", kind: "junit", final: false, verdict: "unreadable", ...unread };
    assert.deepEqual(inspection, { ...expected, detail: "it is cut" });
    assert.equal(inspectionStatus(inspection), 2);
  });

  test("tells how many tests could be read all the same", () => {
    const detail = (tests: number): string | null =>
      inspectReport("a.xml", { final: false, kind: "junit", why: "cut", detail: "it is cut", tests }).detail;
    assert.deepEqual([detail(1), detail(2)], ["it is cut; 1 test could be read", "it is cut; 2 tests could be read"]);
  });

  test("that is missing is of no known kind", () => {
    const inspection = uninspected("none", "unknown", "it is not there");
    const expected = { version: 1, file: "none", kind: "unknown", final: false, verdict: "unreadable", ...unread };
    assert.deepEqual(inspection, { ...expected, detail: "it is not there" });
  });
});

describe("A log", () => {
  const end = { by: "cypress", line: "the total row" } as const;
  const totals = (failed: number, all: number, runs = 1): Partial<LogFacts> => ({
    end,
    totals: { failed, of: 3 },
    totalRows: { failed: all, all: runs },
  });
  const logs: readonly [title: string, facts: Partial<LogFacts>, verdict: string, detail: string, status: number][] = [
    ["that is empty is open", {}, "open", "it is empty", 2],
    ["without any marker is open", { lines: 9 }, "open", "no start and no end of a run stands in it", 2],
    ["with a start alone is open", { lines: 1, open: true }, "open", "a run starts in it and does not end", 2],
    ["with an end has ended", { lines: 1, end: { by: "configured", line: "DONE" } }, "ended", "DONE", 0],
    ["of a green run has passed", { lines: 5, ...totals(0, 0) }, "passed", "0 of 3 specs failed", 0],
    ["of a red run has failed", { lines: 5, ...totals(2, 1) }, "failed", "2 of 3 specs failed", 1],
    ["of a red and a green run has failed", { lines: 5, ...totals(0, 1, 2) }, "failed", "1 of 2 runs in it failed", 1],
    ["with a start after an end is open", { lines: 5, ...totals(0, 0), open: true }, "open", "a run starts in it", 2],
    ["without its total row is open", { lines: 5, awaitingTotals: true, open: true }, "open", "(Run Finished)", 2],
    ["that goes on after an end is open", { lines: 5, end, awaitingTotals: true }, "open", "(Run Finished)", 2],
    ["with a cancel marker is cancelled", { lines: 5, cancelled: "run canceled" }, "cancelled", "run canceled", 1],
    ["with a kill marker is killed", { lines: 5, killed: "Killed", open: true }, "killed", "Killed", 1],
    ["with both is cancelled", { lines: 5, killed: "Killed", cancelled: "off" }, "cancelled", "off", 1],
  ];
  for (const [title, facts, verdict, detail, status] of logs) {
    test(title, () => {
      const inspection = inspectLog("a.log", { ...noLogFacts, ...facts });
      assert.equal(inspection.verdict, verdict);
      assert.ok(inspection.detail?.startsWith(detail), String(inspection.detail));
      assert.equal(inspectionStatus(inspection), status);
    });
  }

  test("is told by its markers", () => {
    const facts = { ...noLogFacts, lines: 9, starts: 2, killed: "Killed", end, totals: { failed: 0, of: 1 } };
    const expected = { version: 1, file: "a.log", kind: "log", started: true, ended: true, cancelled: false };
    assert.deepEqual(inspectLog("a.log", facts), { ...expected, killed: true, verdict: "killed", detail: "Killed" });
  });
});

function report(specs: readonly SpecResult[], notes: readonly string[] = []): FinalReport {
  return { final: true, kind: "mochawesome", specs, uuids: null, notes };
}

function spec(tests: Partial<TestCounts>, failing: readonly string[] = []): SpecResult {
  const counts = { total: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, ...tests };
  return { spec: null, tests: counts, failing: failing.map((name) => ({ name, message: "no" })), outcomes: null };
}
