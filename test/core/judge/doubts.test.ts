import assert from "node:assert/strict";
import { test } from "node:test";
import { junit, spec } from "../papers.ts";
import { over } from "../runs.ts";
import { hour, minute, named, settle, watching, type Timeline } from "../situations.ts";

const again = junit("m1", spec("a.cy.js", "one"), spec("b.cy.js", "two", "three"));

/** Registered with `--replace` while a process of the attempt before is alive, which then writes a whole green report. */
function replaced(): Timeline {
  return watching(named("m1"))
    .look(0, { alive: [7], earlier: [4] })
    .look(30, { files: [junit("m1")] });
}

test("while a process of an earlier attempt is alive no report is posted: it writes under the same names", () => {
  const run = replaced().look(30, { alive: [] }).look(hour);
  assert.equal(run.says(), "RUNNING in-progress: runner-gone earlier-alive end-runner-gone");
});

test("what was written until it was gone may be its own: a run killed before its first report is not green by it", () => {
  const run = replaced().look(30, { earlier: [] }).look(30, { alive: [] });
  assert.equal(run.look(hour).says(), "RUNNING in-progress: runner-gone earlier-wrote end-runner-gone");
});

test("reports written after it was gone are this run's", () => {
  const run = replaced()
    .look(30, { earlier: [] })
    .look(minute, { files: [again] });
  assert.equal(run.look(30, { alive: [] }).look(settle).says(), "COMPLETED complete: all-passed end-runner-gone");
});

test("one that was gone at the first look, and one that comes back to sight, are told apart", () => {
  const gone = watching(named("m1"))
    .look(0, { alive: [7], earlier: [4] })
    .look(1, { earlier: [] });
  gone.look(30, { files: [again] }).look(30, { alive: [] });
  assert.match(gone.look(settle).says(), /^COMPLETED/);
  gone
    .reset({})
    .look(1, { earlier: [4] })
    .look(30, { files: [junit("m1")] });
  assert.match(gone.look(hour).says(), /earlier-alive/);
});

test("a blind look does not take it for gone", () => {
  const run = replaced().look(30, { blind: "processes" });
  run.look(30, { files: [again] }).look(30, { alive: [] });
  assert.match(run.look(hour).says(), /earlier-alive/);
});

test("an operator who says that the run is over answers for its reports", () => {
  const run = replaced().look(30, { alive: [] }).reset({ ended: true }).look(1);
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-operator");
});

test("what an earlier process starts later is one of them", () => {
  const run = replaced();
  assert.deepEqual(
    run
      .look(30, { earlier: [4, 5] })
      .situation()
      .earlier.alive.map(({ pid }) => pid),
    [4, 5],
  );
  assert.match(
    run
      .look(30, { earlier: [5], alive: [] })
      .look(hour)
      .says(),
    /earlier-alive/,
  );
});

test("what was first seen by the very look that found the earlier processes gone may be theirs", () => {
  const run = watching(named("m1"))
    .look(0, { alive: [7], earlier: [4] })
    .look(30, { earlier: [], files: [junit("m1")] });
  assert.match(over(run), /earlier-wrote/);
});
