import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cypressLog, oneOfThreeRed } from "./cypresslog.ts";
import { fold } from "./foldlog.ts";

const prefixes: Readonly<Record<string, string>> = {
  "ISO time, as GitHub's and docker's": "2026-11-26T05:00:00.123Z ",
  "the time in brackets, as Jenkins's": "[2026-11-26T05:00:00.000Z] ",
  "ts's": "Nov 26 05:00:00 ",
  "the journal's": "Nov 26 05:00:00 controller atvm[4711]: ",
  "a time of day": "05:00:00.123 ",
  "a machine's name": "[m1] ",
  "docker compose's": "cypress-1  | ",
  "a label": "e2e:run: ",
  "a time and a name": "2026-11-26T05:00:00Z [m1] ",
  "Python's logging": "2026-11-26 05:00:00,123 INFO ",
  "Python's logging, with dashes": "2026-11-26 05:00:00,123 - driver - WARNING - ",
  "Python's logging, in its basic form": "INFO:root:",
  "GitLab's": "2026-11-26T05:00:00.123456Z 00O ",
  "glog's": "I1126 05:00:00.123456 1 driver.go:17] ",
  "a name in parentheses": "(m1) ",
  "a name as of a prompt": "m1> ",
};

describe("Cypress's own lines are known behind", () => {
  for (const [title, prefix] of Object.entries(prefixes)) {
    test(title, () => {
      const bare = cypressLog(oneOfThreeRed);
      const facts = fold(
        bare
          .split("\n")
          .map((line) => `${prefix}${line}`)
          .join("\n"),
      );
      const { totals, totalRows, rowSpecs, open, starts } = fold(bare);
      assert.deepEqual(
        [facts.totals, facts.totalRows, facts.rowSpecs, facts.open, facts.starts],
        [totals, totalRows, rowSpecs, open, starts],
      );
    });
  }
});

const breaks: readonly (readonly [line: string, how: "killed" | "cancelled"])[] = [
  ["2026-11-26T05:00:00Z npm error signal SIGTERM", "killed"],
  ["[12:00:01] Killed", "killed"],
  ["2026-11-26 05:00:00,123 ERROR Killed", "killed"],
  ["m1 | The Test Runner unexpectedly exited via a exit event with signal SIGKILL", "killed"],
  ["2026-11-26T05:00:00Z The run was cancelled", "cancelled"],
];

for (const [line, how] of breaks) {
  test(`a run is ${how} by ${JSON.stringify(line)}`, () => {
    const facts = fold(`  (Run Starting)\n${line}\n`);
    assert.equal(facts[how], line);
  });
}

test("the state of a machine under its name, or in its brackets, breaks no run", () => {
  for (const line of ["vm-17: Terminated", "[vm-17] Killed", "(vm-17) Aborted"])
    assert.equal(fold(`  (Run Starting)\n${line}\n`).killed, null, line);
});

test("machines and their states are known behind a time", () => {
  const { machines, statuses } = fold("05:00:00 machines: m1, m2\n2026-11-26 05:00:00,123 INFO machine m1: FAILED\n");
  assert.deepEqual([machines, statuses], [["m1", "m2"], { m1: "FAILED" }]);
});

test("what a run was started with is known behind a time", () => {
  const stamped = cypressLog(oneOfThreeRed).replace(/^/gm, "2026-11-26T05:00:00Z ");
  assert.deepEqual(fold(stamped).specs, fold(cypressLog(oneOfThreeRed)).specs);
});
