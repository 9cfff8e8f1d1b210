import assert from "node:assert/strict";
import { test } from "node:test";
import { summary } from "../../../src/core/message/headline.ts";
import type { MessageFacts } from "../../../src/core/message/message-facts.ts";
import { counts, facts, machine, result } from "./message-facts.ts";

const failed = machine("a", counts(40, { failed: 4 }));
const green = [machine("b", counts(40)), machine("c", counts(40))];

const rows: readonly (readonly [title: string, changes: Partial<MessageFacts>, expected: string])[] = [
  ["one machine that passed", {}, "1 machine passed · 10 tests · 2 h 10 min"],
  ["several machines that passed", { result: result(green) }, "2 machines passed · 80 tests · 2 h 10 min"],
  ["one test", { result: result([machine("a", counts(1))]) }, "1 machine passed · 1 test · 2 h 10 min"],
  [
    "a group of declared ones, with failures",
    { group: { name: "linux", position: 2, of: 5 }, result: result([failed, ...green]) },
    "group 2 of 5 · 1 of 3 machines failed · 4 of 120 tests · 2 h 10 min",
  ],
  [
    "a group of nobody knows how many",
    { group: { name: "linux", position: 2, of: null } },
    "group 2 · 1 machine passed · 10 tests · 2 h 10 min",
  ],
  ["the only machine failed", { result: result([failed]) }, "1 machine failed · 4 of 40 tests · 2 h 10 min"],
  ["a later attempt says so", { attempt: 2 }, "attempt 2 · 1 machine passed · 10 tests · 2 h 10 min"],
  [
    "flaky and skipped tests stand apart",
    { result: result([machine("a", counts(9, { flaky: 2, skipped: 1 }))]) },
    "1 machine passed · 9 tests · 2 flaky · 1 skipped · 2 h 10 min",
  ],
  [
    "the run's own word counts where no report tells of the failure",
    { result: result(green, { failed: 1, of: 3, unit: "spec" }) },
    "2 machines passed · 1 of 3 specs failed, no report of it · 80 tests · 2 h 10 min",
  ],
  [
    "several specs without a report are named as several",
    { result: result(green, { failed: 2, of: 3, unit: "spec" }) },
    "2 machines passed · 2 of 3 specs failed, no report of them · 80 tests · 2 h 10 min",
  ],
  [
    "a spec stands alone beside failures that have a report",
    { result: result([failed], { failed: 1, of: 1, unit: "spec" }) },
    "1 machine failed · 1 of 1 spec failed · 4 of 40 tests · 2 h 10 min",
  ],
  [
    "a report without a single test",
    { result: result([machine("a", counts(0))]) },
    "1 machine failed · no tests ran · 2 h 10 min",
  ],
  [
    "no report at all tells no number of tests",
    { result: result([machine("a", null)]) },
    "1 machine failed · 2 h 10 min",
  ],
  [
    "counts of last reports only are marked",
    { result: result([machine("a", counts(3), [], { lastReportOnly: true })]) },
    "1 machine passed · 3 tests (last reports only) · 2 h 10 min",
  ],
  [
    "a machine that nobody declared is told of where others were",
    { result: result([...green, machine("x", counts(1), [], { declared: false })]) },
    "3 machines passed · 1 not declared · 81 tests · 2 h 10 min",
  ],
  [
    "where nothing was declared, that is no news",
    { result: result([machine("x", counts(1), [], { declared: false })]) },
    "1 machine passed · 1 test · 2 h 10 min",
  ],
  ["an unknown beginning gives no duration", { startedAt: null }, "1 machine passed · 10 tests"],
  ["a clock that was set back gives none either", { endedAt: "2026-11-22T00:00:00Z" }, "1 machine passed · 10 tests"],
];

for (const [title, changes, expected] of rows) {
  test(title, () => {
    assert.equal(summary(facts(changes)), expected);
  });
}
