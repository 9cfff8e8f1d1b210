import assert from "node:assert/strict";
import { test } from "node:test";
import { closureReasons } from "../../../../src/core/judge/rules/closed.ts";
import { junit, spec } from "../../papers.ts";
import { processOf } from "../../samples.ts";
import { hour, named, settle, watching, type Timeline } from "../../situations.ts";

function completed(): Timeline {
  const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1")] });
  return run.look(30, { alive: [] }).look(settle).close();
}

function terminated(): Timeline {
  return watching({ machines: ["m1", "m2"], pid: processOf(7) })
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] })
    .look(settle)
    .close();
}

test("a completed run stays completed when its report turns red, goes away, or a new process appears", () => {
  const run = completed();
  assert.equal(
    run.look(30, { files: [junit("m1", spec("a.cy.js", "!one"))] }).says(),
    "COMPLETED closed: all-passed end-runner-gone",
  );
  assert.equal(run.look(30, { files: [] }).says(), "COMPLETED closed: all-passed end-runner-gone");
  assert.equal(run.look(30, { alive: [8] }).says(), "COMPLETED closed: all-passed end-runner-gone");
  assert.equal(run.look(30, { boot: "b2" }).says(), "COMPLETED closed: all-passed end-runner-gone");
});

test("a terminated run stays terminated when whole green reports appear afterwards", () => {
  const run = terminated().look(30, { files: [junit("m1"), junit("m2")], exit: { status: 0 } });
  assert.match(run.look(hour).says(), /^TERMINATED closed: runner-gone/);
});

test("what is remembered of a closed run stands still", () => {
  const run = completed();
  const before = run.memory();
  assert.equal(run.look(30, { files: [], alive: [9] }).memory(), before);
});

test("a cancel stops the post of a closed run of which no try has begun", () => {
  assert.equal(completed().look(30, { cancelled: true }).says(), "CANCELLED cancelled: operator-cancelled");
});

test("a cancel comes too late once a try is under way, in doubt or posted", () => {
  const run = completed().look(30, { cancelled: true, deliveryBegun: true });
  assert.equal(run.says(), "COMPLETED closed: all-passed end-runner-gone");
});

test("a cancel does not rewrite a closed state that is never posted", () => {
  assert.match(terminated().look(30, { cancelled: true }).says(), /^TERMINATED closed/);
});

test("a cancel mark that cannot be read changes nothing here: it holds the post back when that is decided", () => {
  assert.match(completed().look(30, { cancelled: "unreadable" }).says(), /^COMPLETED closed/);
});

test("a cancel of the whole build stops the due post of a closed group", () => {
  const run = watching({ categorized: true, groups: [{ name: "a", machines: ["m1"] }], pid: processOf(5) });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run
    .look(30, { alive: [], groups: { a: { alive: [] } } })
    .look(settle)
    .close("a");
  assert.equal(run.look(30, { cancelled: true }).says("a"), "CANCELLED cancelled: operator-cancelled");
});

test("a closure stored without a reason still gets one", () => {
  const [reason] = closureReasons({ at: "", state: "UNKNOWN", rule: "stalled", reasons: [] });
  assert.equal(reason.code, "end-unconfirmed");
});
