import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, junit, log } from "../../papers.ts";
import { momentAt, processOf } from "../../samples.ts";
import { minute, quiet, settle, watching, type Timeline } from "../../situations.ts";

const named = { machines: ["m1", "m2"], pid: processOf(7) };
const byName = { machines: ["m1", "m2"] };

function brokenOff(request: typeof named | typeof byName): Timeline {
  return watching(request)
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
}

test("a runner named by --pid is gone for settle with a machine missing: terminated", () => {
  const run = brokenOff(named);
  assert.match(run.look(settle - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "TERMINATED runner-gone: runner-gone machine-missing");
});

test("a runner found by its command line must be gone for quiet: it may only be between two commands", () => {
  const run = brokenOff(byName);
  assert.match(run.look(quiet - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "TERMINATED runner-gone: runner-gone machine-missing");
});

test("a report or a growing log begins quiet anew, for a runner found by its command line", () => {
  const run = brokenOff(byName).look(30 * minute, { files: [junit("m1"), log(["still here"])] });
  assert.match(run.look(quiet - 1).says(), /^RUNNING/);
  assert.match(run.look(1).says(), /^TERMINATED/);
});

test("a process that comes back begins the wait anew", () => {
  const run = brokenOff(named)
    .look(50, { alive: [8] })
    .look(30, { alive: [] });
  assert.match(run.look(settle - 1).says(), /^RUNNING/);
  assert.match(run.look(1).says(), /^TERMINATED/);
});

test("a blind look begins the wait anew, and is no absence itself", () => {
  const run = brokenOff(named).look(50, { blind: "processes" });
  assert.match(run.look(50, { blind: "processes" }).says(), /^RUNNING in-progress: cannot-look/);
  assert.match(
    run
      .look(10)
      .look(settle - 1)
      .says(),
    /^RUNNING/,
  );
  assert.match(run.look(1).says(), /^TERMINATED/);
});

test("a runner that was never seen cannot be gone", () => {
  assert.match(
    watching(byName)
      .look(0, { files: [junit("m1")] })
      .look(2 * quiet)
      .says(),
    /^RUNNING/,
  );
});

test("no artifact was ever claimed: unknown, naming the files that fit no pattern", () => {
  const run = watching(named)
    .look(0, { alive: [7] })
    .look(30, { alive: [], unclaimed: ["xml/nightly-a.xml"] });
  assert.equal(run.look(settle).says(), "UNKNOWN runner-gone: runner-gone layout");
  assert.deepEqual(run.judged().verdict.reasons[1], { code: "layout", unclaimed: ["xml/nightly-a.xml"] });
});

test("no artifact was ever claimed, but older reports are there: those are named instead", () => {
  const older = { m1: { path: "xml/nightly_m1.xml", at: momentAt(0).at } };
  const run = watching(named)
    .look(0, { alive: [7], older })
    .look(30, { alive: [] });
  assert.equal(run.look(settle).says(), "UNKNOWN runner-gone: runner-gone machine-missing machine-missing");
});

test("every machine has reported, but a start in the log stands open: terminated", () => {
  const run = watching({ ...named, machines: ["m1"] }).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [junit("m1"), log(begins)] }).look(settle);
  assert.equal(run.says(), "TERMINATED runner-gone: runner-gone start-open");
});

test("an end told by the run itself makes it an incomplete run, not a killed one", () => {
  const run = watching(named).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [junit("m1"), log([...begins, ...endsGreen])] }).look(settle);
  assert.equal(run.says(), "UNKNOWN ended-incomplete: machine-missing end-marker end-runner-gone");
});

test("a group of which no process was ever seen dies with its driver", () => {
  const run = watching({ categorized: true, groups: [{ name: "a", machines: ["m1", "m2"] }], pid: processOf(5) });
  run
    .look(0, { alive: [5], groups: { a: { files: [junit("m1")] } } })
    .look(30, { alive: [] })
    .look(settle);
  assert.equal(run.says("a"), "TERMINATED runner-gone: driver-gone machine-missing");
});

test("while the driver lives a group whose own process is gone is not broken off", () => {
  const run = watching({ categorized: true, groups: [{ name: "a", machines: ["m1", "m2"] }] });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run.look(30, { groups: { a: { alive: [] } } });
  assert.match(run.look(2 * quiet).says("a"), /^RUNNING/);
});

test("a process of another group of the build begins quiet anew", () => {
  const run = watching({ categorized: true });
  run.look(0, { groups: { a: { alive: [7], files: [log(begins)] }, b: { alive: [8], files: [log(begins)] } } });
  run.look(30, { groups: { a: { alive: [] } } }).look(2 * quiet);
  assert.match(run.says("a"), /^RUNNING/);
});

test("a group that was closed while its process lived does not hold the others", () => {
  const run = watching({ categorized: true });
  run.look(0, { groups: { a: { alive: [7], files: [log(begins)] }, b: { alive: [8], files: [log(begins)] } } });
  run.look(30, { groups: { b: { cancelled: true } } }).close("b");
  run.look(30, { groups: { a: { alive: [] }, b: { alive: [] } } }).look(quiet);
  assert.match(run.says("a"), /^TERMINATED runner-gone/);
});

test("a log that still grows holds a run whose --pid was only a launcher, for settle after its last line", () => {
  const run = brokenOff(named).look(30, { files: [junit("m1"), log(["the work goes on in the background"])] });
  assert.match(run.look(settle - 1).says(), /^RUNNING/);
  assert.match(run.look(1).says(), /^TERMINATED/);
});

test("a driver named by --pid that lives holds a group whose own process is gone", () => {
  const run = watching({ categorized: true, groups: [{ name: "a", machines: ["m1", "m2"] }], pid: processOf(5) });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run.look(30, { groups: { a: { alive: [] } } });
  assert.match(run.look(2 * quiet).says("a"), /^RUNNING/);
});
