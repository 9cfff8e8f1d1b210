import assert from "node:assert/strict";
import { test } from "node:test";
import { inProgress } from "../../../../src/core/judge/rules/in-progress.ts";
import { begins, endsGreen, junit, log, spec, unfinished } from "../../papers.ts";
import { minute, named, watching } from "../../situations.ts";

test("nothing seen yet: says until when it waits", () => {
  const run = watching({ startWithin: "1h" }).look(minute);
  assert.deepEqual(run.judged().verdict.reasons, [{ code: "not-begun", until: "2026-11-23T01:00:00.000Z" }]);
});

test("said to be over before anything was seen: says that it will not be posted, and when it is closed", () => {
  const run = watching(named("m1")).look(minute).reset({ ended: true }).look(1);
  assert.deepEqual(run.judged().verdict.reasons, [{ code: "ended-unseen", until: "2026-11-23T00:02:00.000Z" }]);
});

test("a live runner is named by its first pid, with how many there are", () => {
  const run = watching().look(0, { alive: [7, 8] });
  assert.deepEqual(run.judged().verdict.reasons[0], { code: "runner-alive", pid: 7, count: 2 });
});

test("what is missing is named machine by machine", () => {
  const run = watching(named("m1", "m2", "m3")).look(0, {
    alive: [7],
    files: [junit("m1"), unfinished("m2", "cut")],
  });
  assert.equal(
    run.says(),
    "RUNNING in-progress: runner-alive machine-running machine-missing end-unconfirmed settling",
  );
});

test("machines that were only observed: says that more may follow", () => {
  const run = watching()
    .look(0, { files: [junit("m1"), log([...begins, ...endsGreen])] })
    .look(10 * minute);
  assert.equal(run.says(), "RUNNING in-progress: runner-never end-marker scope-unknown");
});

test("specs that overwrite each other's report: says why the end is not confirmed", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [unnamed("one")] });
  run
    .look(30, { files: [unnamed("two")] })
    .look(30, { alive: [] })
    .look(10 * minute);
  assert.equal(run.says(), "RUNNING in-progress: runner-gone specs-untold end-unconfirmed");
});

test("the reasons of a wait stand still while nothing changes", () => {
  const run = watching(named("m1", "m2"))
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
  const first = run.look(2 * minute).judged().verdict;
  assert.deepEqual(run.look(minute).judged().verdict, first);
});

test("they do so while another group of the build is at work", () => {
  const groups = ["b", "a"].map((name) => ({ name, machines: ["m1"] }));
  const run = watching({ categorized: true, groups });
  run.look(0, {
    alive: [5],
    groups: { b: { alive: [8], files: [junit("m1")] }, a: { alive: [7], files: [junit("m1")] } },
  });
  run.look(30, { alive: [], groups: { a: { alive: [] } } }).look(30);
  const before = run.judged("a").verdict;
  assert.deepEqual(run.look(30).judged("a").verdict, before);
});

test("matches whatever the situation, so that no run is without a verdict", () => {
  const run = watching(named("m1"))
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] })
    .look(2 * minute);
  assert.match(run.says(), /^COMPLETED/);
  assert.equal(inProgress.match(run.situation())?.state, "RUNNING");
});

function unnamed(title: string): ReturnType<typeof junit> {
  return junit("m1", { ...oneTest, outcomes: `p${title}` });
}

const oneTest = {
  spec: null,
  tests: { total: 1, passed: 1, failed: 0, skipped: 0, flaky: 0 },
  failing: [],
  outcomes: null,
} as const;

test("the same where the overwritten specs are named", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1", spec("a.cy.js", "one"))] });
  run.look(30, { files: [junit("m1", spec("b.cy.js", "two"))] }).look(30, { alive: [] });
  assert.match(run.look(10 * minute).says(), /specs-untold end-unconfirmed/);
});
