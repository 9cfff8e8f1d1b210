import assert from "node:assert/strict";
import { test } from "node:test";
import type { FinalReport, TestCounts } from "../../../src/core/reports/report.ts";
import { machineCounts, countedSpecs, type ReportSet } from "../../../src/core/reports/specs.ts";
import type { ReportRecord } from "../../../src/core/state/state.ts";

const moment = { at: "2026-01-01T00:00:00.000Z", boot: "b", ms: 0 };

function record(kind: FinalReport["kind"], tests: TestCounts): ReportRecord {
  const reading: FinalReport = {
    final: true,
    kind,
    specs: [{ spec: "a", tests, failing: [], outcomes: "" }],
    uuids: null,
    notes: [],
  };
  const stamp = { ino: kind, size: 1, mtimeNs: "1" };
  return { path: `${kind}/m1`, kind, machine: "m1", stamp, present: true, changed: moment, reading };
}

function flakyOf(junit: TestCounts, mochawesome: TestCounts): number {
  const set: ReportSet = {
    live: [record("junit", junit), record("mochawesome", mochawesome)],
    overwritten: [],
    redone: [],
  };
  return machineCounts(set, countedSpecs(set) ?? []).flaky;
}

const five = { total: 5, passed: 5, failed: 0, skipped: 0, flaky: 0 };

test("a second try that only mochawesome tells of counts as flaky", () => {
  assert.equal(flakyOf(five, { ...five, flaky: 2 }), 2);
});

test("a second try that only JUnit tells of counts as flaky", () => {
  assert.equal(flakyOf({ ...five, flaky: 1 }, five), 1);
});

test("flaky tests of a report of other tests are not taken over", () => {
  assert.equal(flakyOf({ ...five, total: 6, passed: 6 }, { ...five, flaky: 2 }), 0);
});
