import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, junit, log } from "../../papers.ts";
import { hour, minute, named, quiet, settle, watching } from "../../situations.ts";

const day = 24 * hour;
const two = { machines: ["m1", "m2"] };

test("no progress for a day with the runner alive: hung", () => {
  const run = watching(two).look(0, { alive: [7], files: [junit("m1")] });
  assert.match(run.look(day - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "HUNG stalled: stalled runner-alive");
});

test("where a log grew, six hours without progress and growth suffice", () => {
  const run = watching(two).look(0, { alive: [7], files: [log(begins)] });
  run.look(5 * hour, { files: [log([...begins, "two"])] });
  assert.match(run.look(6 * hour - 1).says(), /^RUNNING/);
  assert.match(run.look(1).says(), /^HUNG stalled: stalled/);
});

test("without any process it is unknown, with what is missing and that nothing confirms the end", () => {
  const run = watching(two)
    .look(0, { files: [junit("m1")] })
    .look(day);
  assert.equal(run.says(), "UNKNOWN stalled: stalled machine-missing end-unconfirmed");
});

test("a growing log is a sign of life, but no run lasts longer than maxDuration", () => {
  const run = watching({ machines: ["m1"], maxDuration: "8h" }).look(0, { alive: [7], files: [log(["0"])] });
  run.look(4 * hour, { files: [log(["0", "4"])] });
  assert.match(run.look(4 * hour - 1, { files: [log(["0", "4", "8"])] }).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "HUNG stalled: too-old runner-alive");
});

test("the registration's own hangAfter counts", () => {
  const run = watching({ machines: ["m1"], hangAfter: "30m" }).look(0, { alive: [7], files: [log(begins)] });
  assert.match(run.look(30 * minute).says(), /^HUNG/);
});

test("a run that waits in a queue, its process named and its log saying so, is given as long as one not seen yet", () => {
  const run = watching({ ...named("m1"), hangAfter: "30m", startWithin: "12h" });
  run.look(0, { alive: [7], files: [log(["queued"])] });
  assert.match(run.look(12 * hour - 1).says(), /^RUNNING/);
  assert.match(run.look(1).says(), /^HUNG/);
  run.look(0, { files: [log(["queued"]), junit("m1")] });
  assert.match(run.look(30 * minute - 1).says(), /^RUNNING/);
  assert.match(run.look(1).says(), /^HUNG/);
});

test("whole reports that nothing confirms are closed as unknown in the end", () => {
  const run = watching({ machines: ["m1"] })
    .look(0, { files: [junit("m1")] })
    .look(day);
  assert.equal(run.says(), "UNKNOWN stalled: stalled end-unconfirmed");
});

test("a limit that passed while nobody could look takes nothing from an end that only has to settle", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [log(begins)] });
  run.look(4 * day, { alive: [], files: [log([...begins, ...endsGreen]), junit("m1")] });
  assert.match(run.says(), /^RUNNING/);
  assert.match(run.look(settle).says(), /^COMPLETED complete/);
  const guessed = watching({ machines: ["m1"] }).look(0, { alive: [7], files: [junit("m1")] });
  assert.match(guessed.look(4 * day, { alive: [] }).says(), /^RUNNING/);
  assert.match(guessed.look(quiet).says(), /^COMPLETED complete/);
});

test("a blind look concludes nothing", () => {
  const run = watching(two).look(0, { alive: [7] });
  assert.match(run.look(4 * day, { blind: "processes" }).says(), /^RUNNING/);
  assert.match(run.look(1, { blind: "files" }).says(), /^RUNNING/);
});

test("a new boot never makes a run hung: it is terminated", () => {
  assert.match(
    watching(two)
      .look(0, { alive: [7] })
      .look(4 * day, { boot: "b2" })
      .says(),
    /^TERMINATED/,
  );
});
