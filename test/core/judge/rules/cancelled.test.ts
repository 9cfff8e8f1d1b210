import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, finishes, junit, log } from "../../papers.ts";
import { named, settle, watching, type Timeline } from "../../situations.ts";

const cancelLine = "Exiting with non-zero exit code because the run was canceled.";

function logged(lines: readonly string[]): Timeline {
  return watching({ machines: ["m1"] })
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [log(lines)] });
}

test("the operator's cancel counts at once, also while the run is alive", () => {
  assert.equal(
    watching()
      .look(0, { alive: [7] })
      .look(1, { cancelled: true })
      .says(),
    "CANCELLED cancelled: operator-cancelled",
  );
});

test("the operator's cancel counts before anything was seen, and while nothing can be seen", () => {
  assert.equal(
    watching().look(0, { cancelled: true, blind: "processes" }).says(),
    "CANCELLED cancelled: operator-cancelled",
  );
});

test("a cancel of the whole build cancels its open groups", () => {
  const run = watching({ categorized: true }).look(0, { groups: { a: { alive: [7], files: [junit("m1")] } } });
  assert.equal(run.look(1, { cancelled: true }).says("a"), "CANCELLED cancelled: operator-cancelled");
  const [reason] = run.judged("a").verdict.reasons;
  assert.deepEqual(reason, { code: "operator-cancelled", reason: "wrong branch", whole: true });
});

test("a cancel of one group leaves the others alone", () => {
  const groups = { a: { files: [junit("m1")], alive: [7] }, b: { files: [junit("m2")], alive: [8] } };
  const run = watching({ categorized: true })
    .look(0, { groups })
    .look(30, { groups: { a: { cancelled: true } } });
  assert.match(run.says("a"), /^CANCELLED/);
  assert.match(run.says("b"), /^RUNNING/);
});

test("a cancel line in a log at rest cancels: no runner, nothing changed for settle", () => {
  const run = logged([...begins, cancelLine]);
  assert.match(run.look(settle - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "CANCELLED cancelled: cancel-marker");
});

test("a cancel line counts not while a runner is alive: the run may go on", () => {
  const run = watching()
    .look(0, { alive: [7], files: [log([...begins, cancelLine])] })
    .look(10 * settle);
  assert.match(run.says(), /^RUNNING in-progress: runner-alive/);
});

test("a cancel line counts not while the processes cannot be seen", () => {
  assert.match(
    logged([...begins, cancelLine])
      .look(settle, { blind: "processes" })
      .says(),
    /^RUNNING in-progress: cannot-look/,
  );
});

test("a cancel line after an end with no start open breaks nothing", () => {
  const run = watching(named("m1")).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [junit("m1"), log([...begins, ...endsGreen, cancelLine])] }).look(settle);
  assert.equal(run.says(), "COMPLETED complete: all-passed end-marker end-runner-gone");
});

test("a start after the cancel line takes it back", () => {
  assert.match(
    logged([...begins, cancelLine, ...begins])
      .look(settle)
      .says(),
    /^RUNNING/,
  );
});

test("(Run Finished) without a total row is a cancel once the log rests", () => {
  assert.equal(
    logged([...begins, ...finishes])
      .look(settle)
      .says(),
    "CANCELLED cancelled: cancel-no-totals",
  );
});

test("a cancel line in the log of a machine that has reported does not cancel the run", () => {
  const run = watching({ machines: ["m1"] }).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [junit("m1"), log([...begins, cancelLine], "m1")] }).look(settle);
  assert.doesNotMatch(run.says(), /^CANCELLED/);
});

test("a cancel line in the log of a machine without a report cancels the run", () => {
  const run = watching({ machines: ["m1"] }).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [log([...begins, cancelLine], "m1")] }).look(settle);
  assert.equal(run.says(), "CANCELLED cancelled: cancel-marker");
});

test("the operator's word comes before the log's", () => {
  assert.equal(
    logged([...begins, cancelLine])
      .look(settle, { cancelled: true })
      .says(),
    "CANCELLED cancelled: operator-cancelled",
  );
});
