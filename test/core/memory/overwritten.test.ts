import assert from "node:assert/strict";
import { test } from "node:test";
import { at, junit, mochawesome, spec, unfinished, type Paper } from "../papers.ts";
import { a, b, c, aRed, m1, m1m2 } from "../runs.ts";
import { named, settle, watching, type Timeline } from "../situations.ts";

/** One report file of one machine, overwritten look by look; then the runner is gone. */
function overwriting(...versions: readonly Paper[]): Timeline {
  const run = watching(named("m1"));
  for (const version of versions) run.look(30, { alive: [7], files: [version] });
  return run.look(30, { alive: [] }).look(settle);
}

function lost(run: Timeline): readonly (string | null)[] {
  return run.memory().overwritten.map(({ result }) => result.spec);
}

test("a spec whose report another spec's overwrote is not forgotten: its failure still counts", () => {
  const run = overwriting(junit("m1", spec("a", "!one")), junit("m1", spec("b", "two")));
  assert.deepEqual(lost(run), ["a"]);
  assert.deepEqual(run.situation().machines[0]?.tests, { total: 2, passed: 1, failed: 1, skipped: 0, flaky: 0 });
  assert.equal(
    run.look(1, { exit: { status: 1, result: "exit-code" } }).says(),
    "FAILED complete: machine-failed end-exit end-runner-gone",
  );
});

test("a newer report of the same spec replaces it: a spec run again is as it was last", () => {
  const run = overwriting(junit("m1", spec("a", "!one")), junit("m1", spec("a", "one"), spec("b", "two")));
  assert.deepEqual(lost(run), []);
  assert.equal(run.says(), "COMPLETED complete: all-passed end-runner-gone");
});

test("failed results of a spec that was done again are counted, each of them and by their kind", () => {
  const run = overwriting(
    junit("m1", spec("a", "!one")),
    junit("m1", spec("a", "!one", "!two")),
    junit("m1", spec("b", "!three")),
    junit("m1", spec("a", "one")),
    junit("m1", spec("b", "three")),
  );
  assert.deepEqual(run.memory().redone, [{ machine: "m1", kind: "junit", specs: 3 }]);
  assert.equal(run.situation().machines[0]?.redone, 3);
  assert.equal(run.situation().machines[0]?.state, "PASSED");
});

test("a file that was there before holds no spec that was overwritten since", () => {
  const old = at("xml/nightly/m1.xml", junit("m1", spec("a", "one")));
  const run = watching(named("m1")).look(0, { alive: [7], files: [old] });
  run
    .look(30, { files: [old, junit("m1", spec("a", "!one"))] })
    .look(30, { files: [old, junit("m1", spec("b", "two"))] });
  assert.deepEqual(lost(run), ["a"]);
  assert.equal(run.situation().machines[0]?.state, "FAILED");
});

test("a half-written report between two specs hides neither", () => {
  const run = overwriting(junit("m1", spec("a", "!one")), unfinished("m1", "cut"), junit("m1", spec("b", "two")));
  assert.deepEqual(lost(run), ["a"]);
  assert.equal(run.situation().machines[0]?.state, "FAILED");
});

test("a report that went away and came back as another spec's does not hide the first", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1", spec("a", "!one"))] });
  run.look(30, { files: [] }).look(30, { files: [junit("m1", spec("b", "two"))] });
  assert.deepEqual(lost(run), ["a"]);
});

test("a spec that a later file names again is held by that file", () => {
  const run = overwriting(
    junit("m1", spec("a", "one")),
    junit("m1", spec("b", "two")),
    junit("m1", spec("a", "one"), spec("b", "two")),
  );
  assert.deepEqual(lost(run), []);
});

test("an overwritten failure that names no spec contradicts the green that came after it", () => {
  const run = overwriting(junit("m1", spec(null, "!one")), junit("m1", spec(null, "two")));
  assert.deepEqual(run.situation().contradictions, [{ code: "failure-overwritten", machine: "m1" }]);
  assert.equal(run.look(1, { exit: { status: 0 } }).says(), "UNKNOWN ended-incomplete: failure-overwritten end-exit");
});

test("of overwritten reports that name no spec the one with the most failures is kept", () => {
  const run = overwriting(
    junit("m1", spec(null, "!one")),
    junit("m1", spec(null, "two")),
    junit("m1", spec(null, "three")),
  );
  assert.equal(Math.max(...run.memory().overwritten.map(({ result }) => result.tests.failed)), 1);
  assert.equal(run.situation().contradictions.length, 1);
});

test("overwritten green reports that name no spec make the counts those of the last report only", () => {
  const run = overwriting(junit("m1", spec(null, "one")), junit("m1", spec(null, "two")));
  assert.equal(run.situation().machines[0]?.lastReportOnly, true);
  assert.equal(run.situation().machines[0]?.tests?.total, 1);
  assert.equal(run.situation().ends.confirmed.length, 0, "end 3 alone does not hold");
  assert.equal(run.look(1, { exit: { status: 0 } }).says(), "COMPLETED complete: all-passed end-exit");
});

test("a file rewritten with the same content overwrites nothing", () => {
  const run = watching(named("m1")).look(0, { files: [junit("m1", spec(null, "!one"))] });
  const before = run.memory();
  assert.equal(run.look(30, { files: [junit("m1", spec(null, "!one"))] }).memory().overwritten, before.overwritten);
});

test("however often a file is overwritten, what is kept of reports that name no spec does not grow", () => {
  const versions = Array.from({ length: 12 }, (_, number) =>
    junit("m1", spec(null, number === 3 ? "!x" : `${number}`)),
  );
  const kept = overwriting(...versions)
    .memory()
    .overwritten.map(({ result }) => result.tests.failed);
  assert.deepEqual(kept.sort(), [0, 1]);
});

test("a look in which another file moved leaves what is kept as it is, the very same", () => {
  const run = watching(named("m1")).look(0, { files: [junit("m1", spec("a", "one"))] });
  run.look(30, { files: [junit("m1", spec("b", "two"))] });
  const { overwritten } = run.memory();
  assert.equal(overwritten.length, 1);
  run.look(30, { files: [junit("m1", spec("b", "two")), junit("m2")] });
  assert.equal(run.memory().overwritten, overwritten);
});

test("what one machine, or one kind, overwrote is not outdone by another's report of that spec", () => {
  const run = m1m2().look(30, { files: [junit("m1", aRed), junit("m2", aRed), mochawesome("m1", [aRed])] });
  run.look(30, { files: [junit("m1", b), junit("m2", aRed), mochawesome("m1", [aRed])] });
  run.look(30, { files: [junit("m1", b), junit("m2", b), mochawesome("m1", [b])] });
  assert.equal(run.memory().overwritten.length, 3);
});

test("unnamed failures of two files are two", () => {
  const [one, two] = ["xml/nightly/m1/1.xml", "xml/nightly/m1/2.xml"];
  const red = junit("m1", spec(null, "!x"));
  const green = junit("m1", spec(null, "y"));
  const run = m1()
    .look(30, { files: [at(one, red), at(two, red)] })
    .look(30, { files: [at(one, green), at(two, red)] });
  assert.equal(run.look(30, { files: [at(one, green), at(two, green)] }).memory().overwritten.length, 2);
});

test("of three specs that overwrite each other's report the first is remembered too", () => {
  const run = m1();
  for (const one of [aRed, b, c]) run.look(30, { files: [junit("m1", one)] });
  assert.deepEqual(
    run.memory().overwritten.map(({ result }) => result.spec),
    ["a.cy.js", "b.cy.js"],
  );
});

test("however often two specs are done again, one result of each is kept", () => {
  const run = m1();
  for (let round = 0; round < 10; round++) {
    run.look(30, { files: [junit("m1", round % 2 === 0 ? aRed : a)] }).look(30, { files: [junit("m1", b)] });
  }
  assert.equal(run.memory().overwritten.length, 1);
});

test("an overwritten spec is held again by a new file, though that replaced none", () => {
  const run = m1()
    .look(30, { files: [junit("m1", aRed)] })
    .look(30, { files: [junit("m1", b)] });
  run.look(30, { files: [junit("m1", b), at("xml/nightly/m1.xml", junit("m1", a))] });
  assert.deepEqual(run.memory().overwritten, []);
});

test("one unnamed result overwritten among named ones makes the counts those of the last report", () => {
  const run = m1();
  for (const one of [a, spec(null, "x"), b]) run.look(30, { files: [junit("m1", one)] });
  assert.equal(run.situation().machines[0]?.lastReportOnly, true);
});
