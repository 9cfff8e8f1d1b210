import assert from "node:assert/strict";
import { test } from "node:test";
import {
  at,
  begins,
  behind,
  endsGreen,
  endsRed,
  finishes,
  junit,
  log,
  mochawesome,
  spec,
  unfinished,
} from "../../papers.ts";
import { minute, named, settle, watching } from "../../situations.ts";

const declared = named("m1");
const green = junit("m1");
const red = junit("m1", spec("a.cy.js", "one", "!two"), spec("b.cy.js", "three"));

test("runner seen, report of the one declared machine, runner gone for settle: completed", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { files: [green] })
    .look(30, { alive: [] });
  assert.equal(run.says(), "RUNNING in-progress: runner-gone end-unconfirmed settling quiet-wait");
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-runner-gone");
});

test("a failed machine makes the run failed, with the machine named first", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { files: [red] })
    .look(30, { alive: [] })
    .look(settle);
  assert.equal(run.says(), "FAILED complete: machine-failed end-runner-gone");
});

test("one of two declared machines has no report: not complete", () => {
  const run = watching(named("m1", "m2"))
    .look(0, { alive: [7] })
    .look(30, { files: [green] });
  assert.doesNotMatch(run.look(30, { alive: [] }).look(settle).says(), /complete/);
});

test("a runner that is still alive holds a run with all its reports open", () => {
  const run = watching(declared)
    .look(0, { alive: [7], files: [green] })
    .look(50 * minute);
  assert.equal(run.says(), "RUNNING in-progress: runner-alive end-unconfirmed");
});

test("whole green reports alone prove nothing: killed and multi-spec runs leave them too", () => {
  assert.equal(
    watching(declared)
      .look(0, { files: [green] })
      .look(50 * minute)
      .says(),
    "RUNNING in-progress: runner-never end-unconfirmed",
  );
});

test("a file that changed less than settle ago is waited on", () => {
  const run = watching(declared).look(0, { alive: [7], files: [green, log(begins)] });
  run.look(30, { alive: [] }).look(5 * minute, { files: [green, log([...begins, ...endsGreen])] });
  assert.equal(
    run.look(settle - 1).says(),
    "RUNNING in-progress: runner-gone end-marker end-runner-gone settling quiet-wait",
  );
  assert.equal(run.look(1).says(), "COMPLETED complete: all-passed end-marker end-runner-gone");
});

test("an exit record from an emptied cgroup needs no wait", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [green], exit: { status: 0 } });
  assert.equal(run.says(), "COMPLETED complete: all-passed end-exit");
});

test("a failed look at the processes satisfies no absence, whatever else is proven", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { files: [green], alive: [], exit: { status: 0 }, blind: "processes" });
  assert.equal(run.says(), "RUNNING in-progress: cannot-look end-exit settling");
  assert.equal(
    run.look(30, { blind: "files" }).says(),
    "RUNNING in-progress: cannot-look runner-gone end-exit settling quiet-wait",
  );
  assert.equal(run.look(30).says(), "COMPLETED complete: all-passed end-exit");
});

test("an exit record that cannot be read holds the run open", () => {
  const run = watching(declared)
    .look(0, { alive: [7], files: [green] })
    .look(30, { alive: [], exit: "unreadable" })
    .look(settle);
  assert.match(run.says(), /^RUNNING in-progress: cannot-look/);
});

test("a log that is still being read holds the run open", () => {
  const whole = log([...begins, ...endsGreen]);
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [green, behind(whole)] })
    .look(settle);
  assert.match(run.says(), /^RUNNING in-progress: file-behind/);
  assert.equal(
    run
      .look(30, { files: [green, whole] })
      .look(settle)
      .says(),
    "COMPLETED complete: all-passed end-marker end-runner-gone",
  );
});

test("a report without a single test makes the run failed: no tests ran", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [junit("m1", spec(null)), mochawesome("m1", [spec(null)])] })
    .look(settle);
  assert.equal(run.says(), "FAILED complete: no-tests end-runner-gone");
});

test("the run's own last word is red beside green reports: failed, a crashed spec has no report", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [green, log([...begins, ...endsRed(1, 3)])] });
  assert.equal(run.look(settle).says(), "FAILED complete: last-word-failed end-marker end-runner-gone");
});

test("a non-zero exit beside a red last word is no contradiction: the failure explains it", () => {
  const run = watching(declared).look(0, { alive: [7] });
  run.look(30, {
    alive: [],
    files: [green, log([...begins, ...endsRed(1, 3)])],
    exit: { status: 1, result: "exit-code" },
  });
  assert.equal(run.says(), "FAILED complete: last-word-failed end-exit end-marker");
});

test("an earlier red run of a log with no more runs than machines counts, the last one green or not", () => {
  const both = log([...begins, ...endsRed(1, 1), ...begins, ...endsGreen]);
  const two = [at("xml/nightly_m1.xml", green), junit("m2")];
  const run = watching(named("m1", "m2"))
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [...two, both] });
  assert.equal(run.look(settle).says(), "FAILED complete: last-word-failed end-marker end-runner-gone");
});

test("a run-level report with a failed test that no machine's counts show makes the run failed", () => {
  const run = watching(named("m1", "m2")).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [green, junit("m2"), mochawesome(null, [spec("z.cy.js", "!hook")])] }).look(settle);
  assert.equal(run.says(), "FAILED complete: report-failed end-runner-gone");
});

test("a red mochawesome beside a green JUnit that does not hold the test is failed, never the greener of two", () => {
  const run = watching(declared).look(0, { alive: [7] });
  run.look(30, { alive: [], files: [green, mochawesome("m1", [spec("a.cy.js", "one", "two", "!hook")])] }).look(settle);
  assert.equal(run.says(), "FAILED complete: machine-failed end-runner-gone");
});

test("a report in the writing is no result", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { alive: [], files: [unfinished("m1", "cut")] })
    .look(settle);
  assert.doesNotMatch(run.says(), /complete/);
});

test("(Run Finished) without its total row is no end", () => {
  const run = watching(declared)
    .look(0, { alive: [7] })
    .look(30, { files: [green, log([...begins, ...finishes])] });
  assert.doesNotMatch(run.look(settle).says(), /end-marker/);
});

test("where a machine failed its own report is not told a second time", () => {
  const run = watching(named("m1", "m2")).look(0, { alive: [7], files: [red, junit("m2")] });
  assert.equal(run.look(30, { alive: [] }).look(settle).says(), "FAILED complete: machine-failed end-runner-gone");
});
