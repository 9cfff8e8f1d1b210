import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { classify, rules, tried } from "../../../src/core/judge/classify.ts";
import { anyChanges, playing } from "../anyruns.ts";
import { junit } from "../papers.ts";
import { named, settle, watching } from "../situations.ts";

test("there are nine rules, in the order that is the policy", () => {
  assert.deepEqual(
    rules.map(({ name }) => name),
    [
      "closed",
      "cancelled",
      "killed",
      "complete",
      "runner-gone",
      "ended-incomplete",
      "never-started",
      "stalled",
      "in-progress",
    ],
  );
});

test("the first rule that matches decides", () => {
  const run = watching(named("m1"))
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
  assert.match(run.look(settle).says(), /^COMPLETED complete/);
  assert.match(
    run.look(1, { exit: { status: null, signal: "SIGKILL", result: "signal" } }).says(),
    /^TERMINATED killed/,
  );
  assert.match(run.look(1, { cancelled: true }).says(), /^CANCELLED cancelled/);
});

test("explain is told every rule up to the one that decided", () => {
  const run = watching(named("m1"))
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] })
    .look(settle);
  assert.deepEqual(
    tried(run.situation()).map(({ name, matched, reasons }) => [name, matched, reasons.length]),
    [
      ["closed", false, 0],
      ["cancelled", false, 0],
      ["killed", false, 0],
      ["complete", true, 2],
    ],
  );
});

test("the same situation always gets the same verdict, never without a reason", () => {
  fc.assert(
    fc.property(anyChanges(), (changes) => {
      for (const run of playing(changes)) {
        const verdict = classify(run.situation());
        assert.deepEqual(verdict, classify(run.situation()));
        assert.ok(verdict.reasons.length > 0);
      }
    }),
  );
});

test("only a run whose machines are all final, in a look that saw everything, is completed or failed", () => {
  fc.assert(
    fc.property(anyChanges(), (changes) => {
      for (const run of playing(changes)) {
        const { machines, blindness, runner } = run.situation();
        if (!/^(?:COMPLETED|FAILED) complete/.test(run.says())) continue;
        assert.deepEqual(blindness, []);
        assert.notEqual(runner.seen, "alive");
        assert.ok(machines.every(({ state }) => state === "PASSED" || state === "FAILED"));
      }
    }),
  );
});

test("a look that cannot see never concludes from an absence", () => {
  fc.assert(
    fc.property(anyChanges(), fc.constantFrom("files" as const, "processes" as const), (changes, blind) => {
      for (const run of playing(changes)) {
        if (run.memory().closed !== null) return;
        run.look(1, { blind });
        assert.match(
          run.says(),
          /^(?:RUNNING|CANCELLED cancelled: operator|TERMINATED killed: (?:exit-signal|earlier-boot))/,
        );
      }
    }),
  );
});

test("once closed it stays closed in that state, whatever appears, but for a cancel before any try", () => {
  fc.assert(
    fc.property(anyChanges(), anyChanges(), (before, after) => {
      const run = [...playing(before)].at(-1);
      if (run === undefined || run.says().startsWith("RUNNING")) return;
      run.close();
      const state = run.memory().closed?.state;
      for (const { seconds, change } of after) {
        run.look(seconds, { ...change, cancelled: false });
        assert.equal(run.says().split(":")[0], `${state ?? ""} closed`);
      }
    }),
  );
});
