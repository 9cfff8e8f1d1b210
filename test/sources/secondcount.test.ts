import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FinalReport } from "../../src/core/reports/report.ts";
import { readJunit } from "../../src/sources/junit.ts";
import { documentFault } from "../../src/sources/secondcount.ts";

const text =
  '<j:testsuites xmlns:j="u"><j:testsuite><j:testcase name="a"/>' +
  '<j:testcase name="b"><j:failure/></j:testcase><j:error/></j:testsuite></j:testsuites>';

const disagree = "its tests come to different numbers in two ways of counting";

describe("the second count of a JUnit report", () => {
  it("comes to the same numbers as the first, namespaces and errors under a suite included", () => {
    const report = readJunit(text);
    assert.ok(report.final);
    assert.deepEqual(report.specs[0]?.tests, { total: 3, passed: 1, failed: 2, skipped: 0, flaky: 0 });
  });

  it("refuses a report of which one test more was counted", () => {
    assert.equal(documentFault(text, counting(4, 2))?.detail, disagree);
  });

  it("refuses a report of which a failure was not counted", () => {
    assert.equal(documentFault(text, counting(3, 1))?.detail, disagree);
  });

  it("is not asked about a report too large to be counted twice", () => {
    assert.equal(documentFault(`${text}${" ".repeat(64 * 1024)}`, counting(9, 9)), undefined);
  });
});

function counting(total: number, failed: number): FinalReport {
  const tests = { total, passed: total - failed, failed, skipped: 0, flaky: 0 };
  return {
    final: true,
    kind: "junit",
    specs: [{ spec: null, tests, failing: [], outcomes: null }],
    uuids: null,
    notes: [],
  };
}
