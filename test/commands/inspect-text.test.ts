import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspectionText } from "../../src/commands/inspect-text.ts";
import { inspectLog, uninspected, type ReportInspection } from "../../src/core/reports/inspection.ts";
import { noLogFacts } from "../../src/core/logs/log.ts";

const passed: ReportInspection = {
  version: 1,
  file: "xml/nightly_m1.xml",
  kind: "junit",
  final: true,
  verdict: "passed",
  tests: 12,
  passed: 12,
  failed: 0,
  skipped: 0,
  flaky: 0,
  failing: [],
  detail: null,
};

describe("A file inspected, for people", () => {
  test("is one line when there is nothing to add", () => {
    assert.deepEqual(inspectionText(passed, null), ["passed      12 tests           xml/nightly_m1.xml"]);
  });

  test("names its failing tests, with the end of what they say", () => {
    const failing = [
      { name: "login\nworks", message: `${"a".repeat(300)} the end` },
      { name: "cart", message: "" },
    ];
    const [head, first, ...rest] = inspectionText({ ...passed, verdict: "failed", failed: 5, failing }, null);
    assert.equal(head, "failed      5 of 12 tests      xml/nightly_m1.xml");
    assert.match(first ?? "", /^ {12}- login works: …a+ the end$/);
    assert.deepEqual(rest, ["            - cart", "            and 3 more failed"]);
  });

  test("tells what was skipped, what was flaky, and the readers' notes", () => {
    const [, ...notes] = inspectionText({ ...passed, skipped: 2, flaky: 1, detail: "a note" }, null);
    assert.deepEqual(notes, ["            a note", "            2 skipped, 1 passed only after a failed try"]);
  });

  test("is broken into lines of the terminal's width, notes hanging", () => {
    const failing = [{ name: "login works", message: "expected the page to show the name of its user" }];
    const lines = inspectionText({ ...passed, verdict: "failed", failed: 1, failing }, 56);
    assert.deepEqual(lines.slice(1), [
      "            - login works: expected the page to show the",
      "              name of its user",
    ]);
  });

  test("tells why it could not be read", () => {
    assert.deepEqual(inspectionText(uninspected("a.xml", "junit", "it is cut"), null), [
      "unreadable  junit              a.xml",
      "            it is cut",
    ]);
    assert.equal(inspectionText(uninspected("a", "unknown", "no"), null)[0], "unreadable                     a");
  });

  test("is told as a log", () => {
    assert.deepEqual(inspectionText(inspectLog("a.log", noLogFacts), null), [
      "open        log                a.log",
      "            it is empty",
    ]);
  });

  test("does nothing to the terminal, whatever stands in it", () => {
    const evil = "\u001b[2J\u009b31m\r\n\u202e\u0007";
    const lines = inspectionText(
      {
        ...passed,
        file: `x${evil}.xml`,
        verdict: "failed",
        failed: 1,
        failing: [{ name: `name${evil}`, message: `message${evil}` }],
        detail: `detail${evil}`,
      },
      null,
    );
    assert.equal(lines.length, 3);
    for (const line of lines) assert.doesNotMatch(line, /[\p{Cc}\p{Bidi_Control}]/u);
  });
});
