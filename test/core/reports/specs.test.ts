import assert from "node:assert/strict";
import { test } from "node:test";
import type { FinalReport, TestCounts } from "../../../src/core/reports/report.ts";
import { machineCounts, countedSpecs, type ReportSet } from "../../../src/core/reports/specs.ts";
import type { ReportRecord } from "../../../src/core/state/state.ts";
import { at, junit, mochawesome, spec, type Paper } from "../papers.ts";
import { a, b, aRed, h1, h2, counted } from "../runs.ts";

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

test("of two results of a spec that one look saw first the file written last tells", () => {
  const pair = (first: Paper, second: Paper): Paper[] => [
    { ...at(h1, first), written: 10 },
    { ...at(h2, second), written: 20 },
  ];
  assert.equal(counted(...pair(junit("m1", a), junit("m1", aRed)))?.state, "FAILED");
  assert.equal(counted(...pair(junit("m1", aRed), junit("m1", a)))?.state, "PASSED");
  const older = [
    { ...at(h1, junit("m1", aRed)), written: 20 },
    { ...at(h2, junit("m1", a)), written: 10 },
  ];
  assert.equal(counted(...older)?.state, "FAILED");
});

test("JUnit counts, unless mochawesome alone is red", () => {
  const red = spec("a.cy.js", "!one");
  assert.equal(counted(junit("m1", spec("a.cy.js", "!one", "two")), mochawesome("m1", [red]))?.tests?.total, 2);
  assert.equal(counted(junit("m1", a, b), mochawesome("m1", [spec("z.cy.js", "!hook")]))?.state, "FAILED");
  const word = (message: string) => ({ ...red, failing: [{ name: "one", message }] });
  assert.equal(
    counted(junit("m1", word("by junit")), mochawesome("m1", [word("by mocha")]))?.failing[0]?.message,
    "by junit",
  );
});

test("second tries are taken from the other kind only where it counts the same", () => {
  const flaky = { ...spec("a.cy.js", "one", "two"), tests: { total: 2, passed: 2, failed: 0, skipped: 0, flaky: 1 } };
  assert.equal(counted(junit("m1", spec("a.cy.js", "!one", "two")), mochawesome("m1", [flaky]))?.tests?.flaky, 0);
});
