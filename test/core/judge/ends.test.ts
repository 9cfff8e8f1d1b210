import assert from "node:assert/strict";
import { test } from "node:test";
import { timerInterval } from "../../../src/core/defaults.ts";
import { at, begins, endsGreen, finishes, junit, log, mochawesome, spec } from "../papers.ts";
import { processOf } from "../samples.ts";
import { hour, named, quiet, settle, watching, type Timeline } from "../situations.ts";

const declared = named("m1");
const looksLate = settle + (2 * timerInterval) / 1_000;

function ends(run: Timeline): string {
  return run
    .situation()
    .ends.confirmed.map(({ code }) => code)
    .join(" ");
}

test("end 1: an exit record with a status is a proven end, one with a signal is none", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [], exit: { status: 3 } });
  assert.equal(ends(run), "end-exit");
  assert.equal(run.situation().ends.proven, true);
  assert.equal(ends(run.look(1, { exit: { status: null, signal: "SIGTERM" } })), "");
});

test("end 2: the run's own end marker, with no start open after it", () => {
  assert.equal(ends(watching(declared).look(0, { files: [log([...begins, ...endsGreen])] })), "end-marker");
  assert.equal(ends(watching(declared).look(0, { files: [log([...begins, ...endsGreen, ...begins])] })), "");
});

test("end 2: an end marker in one machine's log ends that machine only", () => {
  assert.equal(ends(watching(declared).look(0, { files: [log([...begins, ...endsGreen], "m1")] })), "");
});

test("end 2: the run's own word needs no quiet, also where the runner is known by its command line", () => {
  const run = watching({ machines: ["m1"] }).look(0, { alive: [7], files: [log(begins)] });
  run.look(30, { alive: [], files: [junit("m1"), log([...begins, ...endsGreen])] });
  assert.match(run.look(settle).says(), /^COMPLETED/);
});

test("end 2: a start open in another log of the run vetoes it", () => {
  const files = [log([...begins, ...endsGreen]), at("logs/nightly/nightly.log", log(begins))];
  assert.equal(ends(watching(declared).look(0, { files })), "");
});

test("end 2: a log that went away tells no end any more", () => {
  const run = watching(declared).look(0, { files: [log([...begins, ...endsGreen])] });
  assert.equal(ends(run.look(30, { files: [] })), "");
});

test("end 2: the operator's word", () => {
  assert.equal(ends(watching(declared).look(0).reset({ ended: true }).look(1)), "end-operator");
});

test("end 2: of one Cypress run per machine in one log, all must have ended", () => {
  const two = named("m1", "m2");
  assert.equal(ends(watching(two).look(0, { files: [log([...begins, ...begins, ...endsGreen])] })), "");
  assert.equal(
    ends(watching(two).look(0, { files: [log([...begins, ...endsGreen, ...begins, ...endsGreen])] })),
    "end-marker",
  );
  assert.equal(
    ends(watching(declared).look(0, { files: [log([...begins, ...begins, ...endsGreen])] })),
    "end-marker",
    "a restart",
  );
});

test("end 3: the runner was seen alive and gone for settle", () => {
  const run = watching(declared)
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
  assert.equal(ends(run.look(settle - 1)), "");
  assert.equal(ends(run.look(1)), "end-runner-gone");
});

test("end 3: a runner known by its command line must be gone for quiet: it may pause between two rounds", () => {
  const run = watching({ machines: ["m1"] })
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
  assert.equal(ends(run.look(quiet - 1)), "");
  assert.equal(ends(run.look(1)), "end-runner-gone");
});

test("end 3: after a gap in the looks, a report that the first look after it shows may still be the runner's", () => {
  const gap = 10 * looksLate;
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(gap, { alive: [], files: [junit("m1")] });
  assert.equal(ends(run.look(settle)), "end-runner-gone");
  const later = watching(declared)
    .look(0, { alive: [7] })
    .look(gap, { alive: [] });
  assert.equal(ends(later.look(1, { files: [junit("m1")] }).look(settle)), "");
});

test("end 3: a report that only a look after blind ones shows may still be the runner's", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [], blind: "files" })
    .look(10 * looksLate, { blind: "files" })
    .look(30, { files: [junit("m1")] });
  assert.equal(ends(run.look(settle)), "end-runner-gone");
});

test("end 3: holds for announced machines, not for ones that were only observed", () => {
  const pid = processOf(7);
  const announced = watching({ pid }).look(0, { alive: [7], files: [junit("m1"), log(["machines: m1"])] });
  assert.equal(ends(announced.look(30, { alive: [] }).look(settle)), "end-runner-gone");
  const observed = watching({ pid }).look(0, { alive: [7], files: [junit("m1")] });
  assert.equal(ends(observed.look(30, { alive: [] }).look(settle)), "");
});

test("end 3: a blind look begins the absence anew", () => {
  const run = watching(declared)
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
  run.look(settle - 1, { blind: "processes" }).look(30);
  assert.equal(ends(run.look(settle - 1)), "");
  assert.equal(ends(run.look(1)), "end-runner-gone");
});

test("end 3: a report may come as late after the last sight of the runner as looks can explain, no later", () => {
  const soon = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [] });
  assert.equal(ends(soon.look(looksLate - 30, { files: [junit("m1")] }).look(settle)), "end-runner-gone");
  const late = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [] });
  assert.equal(ends(late.look(looksLate - 29, { files: [junit("m1")] }).look(hour)), "");
});

test("no inferred end holds where nothing tells that every spec's report was seen", () => {
  const run = watching(declared)
    .look(0, { alive: [7], files: [junit("m1", spec("b.cy.js", "two"))] })
    .look(30, { alive: [] });
  assert.equal(ends(run.look(settle)), "");
  run.look(30, { files: [junit("m1", spec("b.cy.js", "two")), mochawesome("m1", [spec("b.cy.js", "two")])] });
  assert.equal(ends(run.look(settle)), "end-runner-gone");
});

test("end 3: specs that overwrite each other's report may have been missed", () => {
  const run = watching(declared).look(0, { alive: [7], files: [junit("m1", spec("a.cy.js", "one"))] });
  run.look(30, { files: [junit("m1", spec("b.cy.js", "two"))] }).look(30, { alive: [] });
  assert.equal(ends(run.look(settle)), "");
});

test("a start marker open in any log vetoes every inferred end", () => {
  const run = watching(declared)
    .look(0, { alive: [7], files: [junit("m1"), log(begins)] })
    .look(30, { alive: [] });
  assert.equal(ends(run.look(settle)), "");
  const machine = watching(declared)
    .look(0, { alive: [7], files: [junit("m1"), log(begins, "m1")] })
    .look(30, { alive: [] });
  assert.equal(ends(machine.look(settle)), "");
});

test("end 2: a (Run Finished) without its total row in another log of the run vetoes it", () => {
  const other = at("logs/nightly/nightly.log", log([...begins, ...endsGreen, ...finishes]));
  assert.equal(ends(watching(declared).look(0, { files: [log([...begins, ...endsGreen]), other] })), "");
});

test("end 3: one late report is enough to doubt it", () => {
  const run = watching(named("m1", "m2")).look(0, { alive: [7], files: [junit("m1")] });
  run.look(30, { alive: [] }).look(2 * looksLate, { files: [junit("m1"), junit("m2")] });
  assert.equal(ends(run.look(settle)), "");
});

test("end 2: a configured marker ends a start of Cypress without any total row", () => {
  assert.equal(
    ends(watching(named("m1")).look(0, { files: [log([...begins, "DONE"], null, { end: ["DONE"] })] })),
    "end-marker",
  );
});

test("end 3: a report of an earlier boot is no report of the runner that died in this one", () => {
  const run = watching(named("m1"))
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { boot: "b2" })
    .look(30, { alive: [] });
  assert.equal(ends(run.look(settle)), "");
});
