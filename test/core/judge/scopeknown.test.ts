import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, junit, log } from "../papers.ts";
import { over, ran } from "../runs.ts";
import { processOf } from "../samples.ts";
import { hour, minute, quiet, settle, watching, type Timeline } from "../situations.ts";

/** Reports of machines nobody declared, the run's log, and a runner that went away. */
function observed(lines: readonly string[], machines = ["m1", "m2"], settings: object = {}): Timeline {
  const markers = (settings as { markers?: object }).markers ?? {};
  const files = [...machines.map((machine) => junit(machine)), log(lines, null, markers)];
  return watching({}, settings)
    .look(0, { alive: [7], files })
    .look(30, { alive: [] });
}

test("observed machines alone are no scope, however long they rest", () => {
  const run = watching()
    .look(0, { alive: [7], files: [junit("m1"), junit("m2")] })
    .look(30, { alive: [] });
  assert.equal(run.look(5 * hour).situation().ends.scopeKnown, false);
});

test("one Cypress run that covers two observed machines is a scope, after quiet", () => {
  const run = observed([...begins, ...endsGreen]);
  assert.match(run.look(quiet - 31).says(), /^RUNNING in-progress: .*scope-unknown/);
  assert.equal(run.look(1).says(), "COMPLETED complete: all-passed end-marker");
});

test("one (Run Finished) for one observed machine is no scope: the next machine's run may follow", () => {
  assert.match(
    observed([...begins, ...endsGreen], ["m1"])
      .look(5 * hour)
      .says(),
    /^RUNNING/,
  );
});

test("two Cypress runs in one log are no scope: one (Run Finished) follows each machine", () => {
  const run = observed([...begins, ...endsGreen, ...begins, ...endsGreen]);
  assert.match(run.look(5 * hour).says(), /^RUNNING/);
});

test("observed machines are a scope after settle where the configured end marker stands", () => {
  const run = observed([...begins, ...endsGreen, "ALL DONE"], ["m1"], { markers: { end: ["^ALL DONE$"] } });
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-marker");
});

test("observed machines are a scope with an exit record", () => {
  assert.equal(
    observed(["hello"])
      .look(1, { exit: { status: 0 } })
      .says(),
    "COMPLETED complete: all-passed end-exit",
  );
});

test("in a group one Cypress run is a scope after settle, once a later group began", () => {
  const first = { files: [junit("m1"), junit("m2"), log([...begins, ...endsGreen])] };
  const run = watching({ categorized: true }).look(0, { alive: [5], groups: { a: first } });
  assert.match(run.look(settle).says("a"), /^RUNNING/);
  run.look(30, { groups: { b: { alive: [8], files: [log(begins)] } } });
  assert.equal(run.says("a"), "COMPLETED complete: all-passed end-marker end-next-group");
});

test("a run without any named machine is one machine by the run's name", () => {
  const run = watching()
    .look(0, { alive: [7], files: [junit(null), log([...begins, ...endsGreen])] })
    .look(30, { alive: [] });
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-marker");
  assert.deepEqual(
    run.situation().machines.map(({ name }) => name),
    ["nightly"],
  );
});

test("announced machines, the operator's word, or the driver's end beside a run that covers two, make a scope known", () => {
  const announced = watching({ pid: processOf(7) }).look(0, {
    alive: [7],
    files: [junit("m1"), log(["machines: m1"])],
  });
  assert.match(over(announced), /^COMPLETED/);
  const observed = watching({ pid: processOf(7) })
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
  assert.match(observed.reset({ ended: true }).look(1).look(settle).says(), /^COMPLETED/);
  const run = watching({ categorized: true, pid: processOf(5), groups: [{ name: "a", machines: [] }] });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1"), junit("m2"), log(ran(2))] } } });
  run.look(30, { alive: [], groups: { a: { alive: [] } } }).look(settle);
  assert.equal(run.situation("a").ends.scopeKnown, true);
});

test("a run without any named machine is one machine once its process was seen alive and gone for settle", () => {
  const files = [junit(null), log(ran(2))];
  assert.equal(watching().look(0, { files }).look(settle).situation().ends.scopeKnown, false);
  const run = watching()
    .look(0, { alive: [7], files })
    .look(minute)
    .look(30, { alive: [] });
  assert.equal(run.situation().ends.scopeKnown, false);
  assert.equal(run.look(settle).situation().ends.scopeKnown, true);
});

test("a log that went away covers no observed machines", () => {
  const run = watching({ categorized: true, pid: processOf(5) }).look(0, { alive: [5] });
  run.look(30, { groups: { a: { alive: [7], files: [junit("m1"), junit("m2"), log(ran(4))] } } });
  run.look(30, { alive: [], groups: { a: { alive: [], files: [junit("m1"), junit("m2")] } } });
  assert.equal(run.look(settle).situation("a").ends.scopeKnown, false);
});
