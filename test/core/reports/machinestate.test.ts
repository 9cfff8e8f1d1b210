import assert from "node:assert/strict";
import { test } from "node:test";
import { at, junit, log, type Paper } from "../papers.ts";
import { a, b, c, h1, counted, m1m2 } from "../runs.ts";
import { watching } from "../situations.ts";

test("a status alone never makes a machine final", () => {
  assert.equal(
    watching()
      .look(0, { files: [log(["machine m1: PASSED"])] })
      .situation().machines[0]?.state,
    "NOT STARTED",
  );
});

test("a RUNNING in the log newer than the report makes the machine running", () => {
  const run = watching()
    .look(0, { files: [junit("m1")] })
    .look(30, { files: [junit("m1"), log(["machine m1: RUNNING"])] });
  assert.equal(run.situation().machines[0]?.state, "RUNNING");
  run.look(30, { files: [junit("m1"), log(["machine m1: RUNNING", "machine m1: PASSED"])] });
  assert.equal(run.situation().machines[0]?.state, "PASSED");
});

test("a RUNNING older than the report does not, under whatever case or domain the log calls the machine", () => {
  const busy = log(["machine M1.lab: RUNNING"]);
  const run = watching({ machines: ["m1"] })
    .look(0, { files: [busy] })
    .look(30, { files: [busy, junit("m1")] });
  assert.equal(run.situation().machines[0]?.state, "PASSED");
  const later = watching({ machines: ["m1"] })
    .look(0, { files: [junit("m1")] })
    .look(30, { files: [junit("m1"), busy] });
  assert.equal(later.situation().machines[0]?.state, "RUNNING");
});

test("of a second RUNNING and a report that one look saw first, the file written last is newer", () => {
  const again = log(["machine m1: RUNNING", "machine m1: FAILED", "machine m1: RUNNING"]);
  const state = (logWritten: number): string | undefined => {
    const run = watching({ machines: ["m1"] });
    run.look(5, { files: [junit("m1"), { ...again, written: logWritten }] });
    return run.situation().machines[0]?.state;
  };
  assert.deepEqual([state(4), state(5), state(6)], ["PASSED", "PASSED", "RUNNING"]);
});

test("a RUNNING holds back its own machine, and only if it is newer than every report of it", () => {
  const running = log(["machine m1: RUNNING"]);
  const run = m1m2()
    .look(30, { files: [junit("m1")] })
    .look(30, { files: [junit("m1"), running] });
  assert.equal(run.situation().machines[0]?.state, "RUNNING");
  run.look(30, { files: [junit("m1"), at(h1, junit("m1", c)), running] });
  assert.equal(run.situation().machines[0]?.state, "PASSED");
  run.look(30, { files: [junit("m1"), at(h1, junit("m1", c)), log(["machine m1: RUNNING", "machine m2: RUNNING"])] });
  assert.equal(run.situation().machines[0]?.state, "PASSED");
});

test("a JUnit report broken by control characters is outweighed by a whole mochawesome one alone", () => {
  const broken: Paper = {
    path: "xml/nightly_m1.xml",
    machine: "m1",
    kind: "junit",
    reading: { final: false, kind: "junit", why: "control-characters", detail: "raw", tests: 1 },
  };
  const half: Paper = {
    path: "z/nightly_m1.json",
    machine: "m1",
    kind: "mochawesome",
    reading: { final: false, kind: "mochawesome", why: "ill-formed", detail: "x", tests: 9 },
  };
  assert.equal(counted(broken, at(h1, junit("m1", a, b)))?.state, "UNREADABLE");
  assert.equal(counted(broken, half)?.state, "UNREADABLE");
});
