import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportCounts } from "../../src/core/reports/report.ts";
import { readMochawesome } from "../../src/sources/mochawesome.ts";

const passed = { title: "p", state: "passed", pass: true, fail: false, pending: false };
const failed = { title: "f", state: "failed", pass: false, fail: true, pending: false };
const stateless = { title: "n", state: null, pass: false, fail: false, pending: false };

/** What a report says with these tests and stats: its counts or why it is not final, and its notes or that reason in words. */
const readings: readonly [title: string, stats: unknown, tests: readonly unknown[], says: string, words: string][] = [
  ["stats that agree", { passes: 1, failures: 1, other: 0 }, [passed, failed], "2 tests, 1 failed", ""],
  ["stats that moved a failed hook", { passes: 1, failures: 0, other: 1 }, [passed, failed], "2 tests, 1 failed", ""],
  ["stats of -1 and 1 on green", { passes: 1, failures: -1, other: 1 }, [passed], "1 tests, 0 failed", ""],
  [
    "stats that a merge took a failure from",
    { passes: 1, failures: 0 },
    [passed, failed],
    "2 tests, 1 failed",
    "its stats count 1 passed, 0 failed; the tests and hooks listed in it, which count, are 1 passed, 1 failed",
  ],
  [
    "stats that count more passed",
    { passes: 9, failures: 0 },
    [passed],
    "1 tests, 0 failed",
    "its stats count 9 passed, 0 failed; the tests and hooks listed in it, which count, are 1 passed, 0 failed",
  ],
  [
    "stats written as strings",
    { passes: "1", failures: "2" },
    [passed],
    "3 tests, 2 failed",
    "its stats count 2 failed that it does not list",
  ],
  ["stats that say nothing", {}, [passed], "1 tests, 0 failed", ""],
  ["no stats", undefined, [passed, failed], "2 tests, 1 failed", "it has no stats to compare its tests with"],
  ["no stats, on green", undefined, [passed], "1 tests, 0 failed", "it has no stats to compare its tests with"],
  [
    "no stats, and a test that may have been retried",
    undefined,
    [passed, stateless],
    "inconclusive",
    "it lists tests without telling how they ended, and has no stats that would",
  ],
  [
    "no stats, and tests that a failure left out",
    undefined,
    [failed, stateless],
    "2 tests, 1 failed",
    "it has no stats to compare its tests with",
  ],
  [
    "stats that are no counts",
    { passes: 1, failures: "none" },
    [passed],
    "ill-formed",
    "its stats hold something that is no count",
  ],
  [
    "a count that is no number",
    { failures: true },
    [passed],
    "ill-formed",
    "its stats hold something that is no count",
  ],
  [
    "tests that it does not list, as with --parallel",
    { tests: 4, passes: 3, pending: 1, failures: 0 },
    [],
    "inconclusive",
    "its stats count 4 tests, and it lists none",
  ],
  [
    "more tests than it lists",
    { tests: 5, passes: 1, failures: 0 },
    [passed],
    "inconclusive",
    "its stats count 5 tests, and it lists 1",
  ],
  [
    "a failure that it does not list, as with --parallel",
    { tests: 4, passes: 3, failures: 1 },
    [],
    "1 tests, 1 failed",
    "its stats count 1 failed that it does not list",
  ],
];

/** Marks of a test that mochawesome does not write, but one that may stand for a failure. */
const unknownMarks = [
  { fail: 1 },
  { fail: "true" },
  { pass: "yes" },
  { state: "FAILED" },
  { state: "timedOut" },
  { state: 1, pass: true },
  { state: "passed", fail: {} },
];

describe("a mochawesome report", () => {
  for (const [title, stats, tests, says, words] of readings) {
    it(`is read with ${title}`, () => assert.deepEqual(reading(stats, tests), [says, words]));
  }

  for (const marks of unknownMarks) {
    it(`is not read with a test marked ${JSON.stringify(marks)}`, () => {
      const expected = ["ill-formed", "it marks a test in a way that mochawesome does not"];
      assert.deepEqual(reading({ failures: 0 }, [passed, { title: "a", ...marks }]), expected);
    });
  }

  it("is failed by any mark of a failure", () => {
    const marks = [
      { fail: true, pass: true, state: "passed" },
      { state: "failed", fail: "no" },
      { fail: true, state: 7 },
    ];
    for (const one of marks) assert.equal(reading({}, [passed, one])[0], "2 tests, 1 failed");
  });

  it("is not failed by what a test tells of itself, nor by a state that is empty", () => {
    for (const aside of [{ context: [{ state: "failed" }] }, { err: { fail: true } }, { state: "" }])
      assert.equal(reading({}, [{ ...passed, pass: true, ...aside }])[0], "1 tests, 0 failed");
    const json = { stats: {}, results: [{ tests: [passed] }], meta: { options: { fail: true } } };
    assert.ok(readMochawesome(JSON.stringify(json)).final);
  });

  it("is not read where a failure stands that it cannot place", () => {
    const suite = { suites: [], tests: [passed] };
    for (const misplaced of [{ testz: [failed] }, { afterhooks: [failed] }, { contexts: [{ fail: true }] }]) {
      const json = { stats: { failures: 0 }, results: [{ ...suite, ...misplaced }] };
      const found = readMochawesome(JSON.stringify(json));
      assert.equal(found.final || found.detail, "it has a failure that belongs to no test and no suite");
    }
  });
});

function reading(stats: unknown, tests: readonly unknown[]): readonly [says: string, words: string] {
  const results = [{ title: "s", suites: [], tests, beforeHooks: [], afterHooks: [] }];
  const found = readMochawesome(JSON.stringify({ stats, results }));
  if (!found.final) return [found.why, found.detail];
  const { total, failed: red } = reportCounts(found);
  return [`${total} tests, ${red} failed`, found.notes.join()];
}
