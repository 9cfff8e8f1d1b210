import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { maxOutcomes, reportCounts, type FinalReport } from "../../src/core/reports/report.ts";
import { readMochawesome } from "../../src/sources/mochawesome.ts";
import { report, suite, type Json } from "./mochawesomejson.ts";

type Counts = readonly [passed: number, failed: number, skipped: number, flaky: number];

const passed = { title: "p", fullTitle: "s p", state: "passed", pass: true, fail: false, pending: false, uuid: "u1" };
const failed = { title: "f", fullTitle: "s f", state: "failed", pass: false, fail: true, pending: false, uuid: "u2" };
const pending = { title: "w", fullTitle: "s w", state: "pending", pass: false, fail: false, pending: true, uuid: "u3" };
const stateless = { title: "n", fullTitle: "s n", state: null, pass: false, fail: false, pending: false, uuid: "u4" };
const listed = { ...stateless, pending: true };
const failedHook = { ...failed, fullTitle: `s "before all" hook`, isHook: true, uuid: "u5" };

const dialects: readonly [title: string, report: Json, counts: Counts][] = [
  [
    "a failed test whose stats know of none",
    report([suite({ tests: [passed, failed] })], { failures: 0 }),
    [1, 1, 0, 0],
  ],
  ["a failed hook alone", report([suite({ beforeHooks: [failedHook] })], { failures: 0, other: 1 }), [0, 1, 0, 0]],
  ["a failed hook after its tests", report([suite({ tests: [passed], afterHooks: [failedHook] })], {}), [1, 1, 0, 0]],
  [
    "a hook that did not fail",
    report([suite({ tests: [passed], beforeHooks: [{ title: "h", state: null }] })], {}),
    [1, 0, 0, 0],
  ],
  [
    "a test failed by one mark only",
    report(
      [
        suite({
          tests: [
            { title: "a", fail: true },
            { title: "b", state: "failed" },
          ],
        }),
      ],
      {},
    ),
    [0, 2, 0, 0],
  ],
  [
    "green stats of failures -1 and other 1",
    report([suite({ tests: [passed, pending] })], { failures: -1, other: 1 }),
    [1, 0, 1, 0],
  ],
  [
    "a failure beside a pending test",
    report([suite({ tests: [failed, pending] })], { failures: 0, other: 1 }),
    [0, 1, 1, 0],
  ],
  ["failures that only the stats know", report([suite({ tests: [passed] })], { failures: 1, other: 1 }), [1, 2, 0, 0]],
  ["more failures in the stats than in its tests", report([suite({ tests: [failed] })], { failures: 2 }), [0, 1, 0, 0]],
  [
    "more passes in the stats than in its tests",
    report([suite({ tests: [passed, listed] })], { passes: 2 }),
    [1, 0, 1, 0],
  ],
  [
    "fewer failures in the stats than in the tests",
    report([suite({ tests: [failed, failed] })], { failures: 1 }),
    [0, 2, 0, 0],
  ],
  [
    "tests that never ran",
    report([suite({ tests: [stateless, { title: "k", state: "skipped" }] })], { failures: 0 }),
    [0, 0, 2, 0],
  ],
  [
    "a retried test that failed",
    report([suite({ tests: [passed, stateless] })], { passes: 1, failures: 1 }),
    [1, 1, 0, 0],
  ],
  [
    "a retried test that passed",
    report([suite({ tests: [passed, stateless] })], { passes: 2, failures: 0 }),
    [2, 0, 0, 1],
  ],
  [
    "retried tests among others that never ran",
    report([suite({ tests: [stateless, stateless, failed] })], { passes: 1, failures: 1 }),
    [1, 1, 1, 1],
  ],
  ["no results", report([], {}), [0, 0, 0, 0]],
  ["no results, as of old", { stats: {}, suites: false }, [0, 0, 0, 0]],
  ["failures of a run in parallel", report([false], { tests: 3, passes: 1, failures: 1, other: 1 }), [0, 2, 0, 0]],
  [
    "a test without a state that the stats count as pending",
    report([suite({ tests: [listed, stateless] })], { tests: 2, pending: 2, failures: 0 }),
    [0, 0, 2, 0],
  ],
  [
    "a test that did not run after a hook failed, where the stats lost the hook",
    report([suite({ beforeHooks: [failedHook], tests: [stateless] })], { tests: 1, failures: 0 }),
    [0, 1, 1, 0],
  ],
  ["results that are false", report([false], { passPercent: null }), [0, 0, 0, 0]],
  [
    "several merged results",
    report([suite({ tests: [passed] }), suite({ suites: [suite({ tests: [failed] })] }), false], {}),
    [1, 1, 0, 0],
  ],
  [
    "its suite at the root, as of old",
    { stats: {}, suites: suite({ suites: [suite({ tests: [passed] })] }) },
    [1, 0, 0, 0],
  ],
  ["its suites at the root", { stats: {}, suites: [suite({ tests: [failed] })] }, [0, 1, 0, 0]],
];

describe("a mochawesome report", () => {
  for (const [title, json, [passes, failures, skipped, flaky]] of dialects) {
    it(`is counted with ${title}`, () => {
      const expected = { total: passes + failures + skipped, passed: passes, failed: failures, skipped, flaky };
      assert.deepEqual(reportCounts(read(json)), expected);
    });
  }

  it("gives suites the full path of their file, else the file, else that of their parent", () => {
    const inner = suite({ tests: [passed] });
    const { specs } = read(
      report(
        [
          suite({ tests: [passed] }),
          suite({ fullFile: "/r/x.js", file: "/x.js", suites: [inner, suite({ file: "y.js", tests: [failed] })] }),
        ],
        {},
      ),
    );
    assert.deepEqual(
      specs.map(({ spec, tests }) => [spec, tests.total]),
      [
        [null, 1],
        ["/r/x.js", 1],
        ["y.js", 1],
      ],
    );
  });

  it("names the spec of a report without tests", () => {
    assert.equal(read(report([suite({ fullFile: "/r/x.js" })], {})).specs[0]?.spec, "/r/x.js");
  });

  it("tells why a test failed by its error's message, else by its stack", () => {
    const tests = [
      { ...failed, err: { message: "Error: a", estack: "Error: a\n at b" } },
      { ...failed, err: { estack: "Error: c" } },
      { ...failed, err: {} },
      { ...failed, err: null },
    ];
    const failing = read(report([suite({ tests })], {})).specs[0]?.failing ?? [];
    assert.deepEqual(
      failing.map(({ message }) => message),
      ["Error: a", "Error: c", "", ""],
    );
  });

  it("has a note when the stats know of failures that it does not list", () => {
    assert.equal(read(report([suite({ tests: [passed] })], { failures: 1 })).notes.length, 1);
    assert.equal(read(report([suite({ tests: [failed] })], { failures: 1, passes: 0 })).notes.length, 0);
  });

  it("gives a failure that no test shows to no spec when there are several", () => {
    const suites = [suite({ file: "x", tests: [passed] }), suite({ file: "y", tests: [passed] })];
    const failing = read(report(suites, { failures: 1 })).specs.filter((spec) => spec.tests.failed > 0);
    assert.deepEqual(
      failing.map(({ spec }) => spec),
      [null],
    );
  });

  it("knows its tests by their uuids unless one has none or there are too many", () => {
    const uuids = (tests: readonly Json[]): string | null => read(report([suite({ tests })], { failures: 0 })).uuids;
    assert.equal(uuids([passed, failed, passed])?.split(" ").length, 2);
    assert.equal(uuids([passed, { title: "a" }]), null);
    assert.equal(uuids(Array.from({ length: maxOutcomes + 1 }, (_, index) => ({ uuid: String(index) }))), null);
  });

  it("takes no harm from keys that are special in JavaScript", () => {
    const text = `{"__proto__":{"stats":1},"constructor":{},"stats":{"failures":0,"__proto__":{"failures":9}},"results":[{"tests":[{"__proto__":{"pass":true},"title":"a"}]}]}`;
    const reading = readMochawesome(text);
    assert.ok(reading.final);
    assert.deepEqual(reportCounts(reading), { total: 1, passed: 0, failed: 0, skipped: 1, flaky: 0 });
  });
});

function read(json: Json): FinalReport {
  const reading = readMochawesome(JSON.stringify(json));
  assert.ok(reading.final, JSON.stringify(reading));
  return reading;
}
