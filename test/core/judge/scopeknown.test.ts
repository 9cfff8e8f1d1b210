import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, junit, log } from "../papers.ts";
import { hour, quiet, settle, watching, type Timeline } from "../situations.ts";

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
