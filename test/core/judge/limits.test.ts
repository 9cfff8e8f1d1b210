import assert from "node:assert/strict";
import { test } from "node:test";
import { hangAfter, limitsOf, nearLimits } from "../../../src/core/judge/limits.ts";
import { policyOf } from "../../../src/core/config.ts";
import { begins, junit, log } from "../papers.ts";
import { configOf } from "../samples.ts";
import { hour, watching } from "../situations.ts";

const policy = policyOf(configOf());

test("before the first sign only startWithin runs", () => {
  const run = watching().look(9 * hour);
  const limits = limitsOf(run.memory(), policy, run.now());
  assert.deepEqual(limits, [{ kind: "never-started", passedMs: 9 * hour * 1_000, limitMs: 24 * hour * 1_000 }]);
});

test("from the first sign on, silence and age run", () => {
  const run = watching()
    .look(hour, { files: [junit("m1")] })
    .look(2 * hour, { alive: [7] })
    .look(hour);
  const limits = limitsOf(run.memory(), policy, run.now());
  assert.deepEqual(
    limits.map(({ kind, passedMs, limitMs }) => [kind, passedMs / 1_000 / hour, limitMs / 1_000 / hour]),
    [
      ["stalled", 3, 24],
      ["too-old", 3, 72],
    ],
  );
});

test("progress and a growing log are life, whichever came last", () => {
  const run = watching()
    .look(0, { files: [junit("m1")] })
    .look(hour, { files: [junit("m1"), log(["one"])] })
    .look(hour);
  assert.equal(limitsOf(run.memory(), policy, run.now())[0]?.passedMs, hour * 1_000);
  run.look(hour, { files: [junit("m1"), log(["one"]), junit("m2")] }).look(hour);
  assert.equal(limitsOf(run.memory(), policy, run.now())[0]?.passedMs, hour * 1_000);
});

test("a run is silent for six hours where a log grew, else for a day, or as it was told", () => {
  const quiet = watching()
    .look(0, { files: [junit("m1")] })
    .memory();
  const logged = watching()
    .look(0, { files: [log(begins)] })
    .memory();
  assert.deepEqual([hangAfter(quiet, policy), hangAfter(logged, policy)], [24 * hour * 1_000, 6 * hour * 1_000]);
  assert.equal(hangAfter(quiet, { ...policy, hangAfter: 7 }), 7);
  const queued = watching().look(0, { files: [log(["queued"])] });
  assert.equal(hangAfter(queued.memory(), { ...policy, hangAfter: 7 }), policy.startWithin);
});

test("from a third of a limit on there is a warning", () => {
  const near = (passedMs: number): number => nearLimits([{ kind: "too-old", passedMs, limitMs: 300 }]).length;
  assert.deepEqual([near(99), near(100), near(301)], [0, 1, 1]);
});
