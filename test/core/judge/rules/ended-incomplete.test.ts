import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, junit, log, mochawesome, spec, unfinished } from "../../papers.ts";
import { a, aRed, grouped } from "../../runs.ts";
import { momentAt, processOf } from "../../samples.ts";
import { hour, minute, quiet, settle, watching } from "../../situations.ts";

const two = { machines: ["m1", "m2"] };

test("an exit record with a machine missing: unknown at once", () => {
  const run = watching(two)
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [junit("m1")], exit: { status: 0 } });
  assert.equal(run.says(), "UNKNOWN ended-incomplete: machine-missing end-exit");
});

test("a mere (Run Finished) with a machine missing is waited on for quiet: the next run of the log may follow", () => {
  const run = watching(two).look(0, { files: [junit("m1"), log([...begins, ...endsGreen])] });
  assert.match(run.look(quiet - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "UNKNOWN ended-incomplete: machine-missing end-marker");
});

test("the operator's word that it is over closes an incomplete run after settle", () => {
  const run = watching(two)
    .look(0, { files: [junit("m1")] })
    .reset({ ended: true })
    .look(1);
  assert.match(run.look(settle - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "UNKNOWN ended-incomplete: machine-missing end-operator");
});

test("the operator's word closes a run of which nothing was ever seen", () => {
  const run = watching(two).look(0).reset({ ended: true }).look(1);
  assert.equal(run.look(settle).says(), "UNKNOWN ended-incomplete: machine-missing machine-missing end-operator");
});

test("the runner is gone for good and the one report cannot be read", () => {
  const run = watching({ machines: ["m1"], pid: processOf(7) }).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [unfinished("m1", "ill-formed")] }).look(settle);
  assert.equal(run.says(), "UNKNOWN ended-incomplete: machine-unreadable end-runner-gone");
});

test("two reports of one test disagree: unknown, whichever of them is red", () => {
  for (const files of [
    [junit("m1", spec("a.cy.js", "one")), mochawesome("m1", [spec("a.cy.js", "!one")])],
    [junit("m1", spec("a.cy.js", "!one")), mochawesome("m1", [spec("a.cy.js", "one")])],
  ]) {
    const run = watching({ machines: ["m1"], pid: processOf(7) }).look(0, { alive: [7] });
    run.look(30, { alive: [], files }).look(settle);
    assert.match(run.says(), /^UNKNOWN ended-incomplete: reports-disagree/);
  }
});

test("a non-zero exit status beside only green is a contradiction", () => {
  const run = watching({ machines: ["m1"] }).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [junit("m1")], exit: { status: 1, result: "exit-code" } });
  assert.equal(run.says(), "UNKNOWN ended-incomplete: exit-disagrees end-exit");
});

test("an older report of the missing machine is named", () => {
  const older = { path: "xml/nightly_m2.xml", at: momentAt(0).at };
  const run = watching(two).look(0, { alive: [7], older: { m2: older } });
  run.look(30, { alive: [], files: [junit("m1")], exit: { status: 0 } });
  const [missing] = run.judged().verdict.reasons;
  assert.deepEqual(missing, { code: "machine-missing", machine: "m2", older });
});

test("a process that is still alive is no end, though the log tells one", () => {
  const run = watching(two).look(0, { alive: [7], files: [junit("m1"), log([...begins, ...endsGreen])] });
  assert.match(run.look(2 * quiet).says(), /^RUNNING/);
});

test("a look that is blind concludes nothing", () => {
  const run = watching(two).look(0, { files: [junit("m1"), log([...begins, ...endsGreen])] });
  assert.match(run.look(2 * quiet, { blind: "files" }).says(), /^RUNNING/);
  assert.match(run.look(minute, { blind: "processes" }).says(), /^RUNNING/);
  assert.match(run.look(minute).says(), /^UNKNOWN/);
});

test("nothing confirms the end, but every machine has reported and the runner is gone for good: unknown", () => {
  const run = watching().look(0, { alive: [7], files: [junit("m1"), unfinished("m2", "ill-formed")] });
  run.look(30, { alive: [] });
  assert.match(run.look(quiet - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "UNKNOWN ended-incomplete: machine-unreadable");
});

test("a later group beside the end marker makes the end sure after settle", () => {
  const run = watching({ categorized: true, groups: [{ name: "a", machines: ["m1", "m2"] }] });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1"), log([...begins, ...endsGreen])] } } });
  run.look(30, { groups: { a: { alive: [] }, b: { alive: [8], files: [log(begins)] } } });
  assert.equal(run.look(settle).says("a"), "UNKNOWN ended-incomplete: machine-missing end-marker end-next-group");
});

test("while another group lives, a runner merely gone does not make an incomplete run certain", () => {
  const run = watching({ ...grouped, pid: null, groups: [...grouped.groups].reverse() });
  const torn = [junit("m1", a), mochawesome("m1", [aRed])];
  run.look(0, { groups: { b: { alive: [8], files: [junit("m2")] } } });
  run.look(30, { groups: { a: { alive: [7], files: torn } } }).look(30, { groups: { a: { alive: [] } } });
  assert.match(run.look(quiet).look(hour).says("a"), /^RUNNING/);
});
