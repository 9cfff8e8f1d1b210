import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, endsRed, junit, log, spec } from "../papers.ts";
import { named, settle, watching } from "../situations.ts";

const declared = named("m1");
const green = junit("m1");
const red = junit("m1", spec("a.cy.js", "!one"), spec("b.cy.js", "two"));
const redThenGreen = [...begins, ...endsRed(1, 1), ...begins, ...endsGreen];

test("a red run that was started again and ended green counts no more, where its spec was seen red and done again", () => {
  for (const machine of [null, "m1"]) {
    const run = watching(declared).look(0, { alive: [7], files: [junit("m1", spec("a.cy.js", "!one"))] });
    run.look(30, { alive: [], files: [junit("m1", spec("a.cy.js", "one")), log(redThenGreen, machine)] }).look(settle);
    assert.deepEqual(run.situation().contradictions, []);
    assert.match(run.look(1, { exit: { status: 0 } }).says(), /^COMPLETED complete: all-passed/);
  }
});

test("a red run in a log with more runs than machines, of which no report tells: unknown, never green", () => {
  // for machine; for spec; cypress run: the red spec's report was overwritten before any look saw it.
  for (const machine of [null, "m1"]) {
    const run = watching(declared)
      .look(0, { alive: [7] })
      .look(30, { alive: [], files: [green, log(redThenGreen, machine)] })
      .look(settle, { exit: { status: 0 } });
    assert.match(run.says(), /^UNKNOWN ended-incomplete: red-run-unexplained/);
  }
});

test("one failed spec seen done again does not explain two", () => {
  const run = watching(declared).look(0, { alive: [7], files: [junit("m1", spec("a.cy.js", "!one"))] });
  const twice = [...begins, ...endsRed(1, 1), ...redThenGreen];
  run.look(30, { alive: [], files: [junit("m1", spec("a.cy.js", "one")), log(twice)] }).look(settle);
  assert.match(run.says(), /^UNKNOWN ended-incomplete: red-run-unexplained/);
});

test("a machine that is failed anyway needs no such explanation", () => {
  const run = watching(named("m1", "m2")).look(0, { alive: [7] });
  const three = [...begins, ...endsGreen, ...redThenGreen];
  run.look(30, { alive: [], files: [red, junit("m2"), log(three)] }).look(settle);
  assert.equal(run.says(), "FAILED complete: machine-failed end-marker end-runner-gone");
});

/** Cypress runs of these specs, one after another; a name with a `!` before it is where the run was killed. */
function loop(...runs: readonly string[]): readonly string[] {
  return runs.flatMap((name) => {
    const running = [...begins, `  Running:  ${name.replace("!", "")}      (1 of 1)`];
    return name.startsWith("!") ? [...running, "Killed"] : [...running, ...endsGreen];
  });
}

test("a spec whose Cypress run was killed counts no more once it was run again to its end", () => {
  const files = [junit("m1", spec("a.cy.js", "one"), spec("b.cy.js", "two"))];
  const run = watching(declared).look(0, {
    alive: [7],
    files: [...files, log(loop("!a.cy.js", "a.cy.js", "b.cy.js"))],
  });
  assert.match(run.look(30, { alive: [] }).look(settle).says(), /^COMPLETED/);
});

test("of several machines each must have run it, for another one runs specs of the same names", () => {
  const run = watching(named("m1", "m2")).look(0, { alive: [7] });
  const once = log(loop("!a.cy.js", "b.cy.js", "a.cy.js", "b.cy.js"));
  run.look(30, { alive: [], files: [green, junit("m2"), once] }).look(settle);
  assert.match(run.says(), /^UNKNOWN ended-incomplete: spec-unfinished/);
  run.look(30, { files: [green, junit("m2"), log(loop("!a.cy.js", "a.cy.js", "b.cy.js", "a.cy.js", "b.cy.js"))] });
  assert.match(run.look(settle).says(), /^COMPLETED/);
});

test("a machine that is failed anyway needs no spec run to its end", () => {
  const run = watching(declared).look(0, { alive: [7], files: [red, log(loop("!a.cy.js", "b.cy.js"))] });
  assert.match(run.look(30, { alive: [] }).look(settle).says(), /^FAILED/);
});

test("one machine that ran it twice does not speak for another that ran it no more", () => {
  const run = watching(named("m1", "m2")).look(0, { alive: [7] });
  const files = [junit("m1", spec("e2e/b.cy.js", "two")), junit("m2", spec("e2e/a.cy.js", "one"))];
  run.look(30, { alive: [], files: [...files, log(loop("!a.cy.js", "a.cy.js", "a.cy.js"))] }).look(settle);
  assert.match(run.says(), /^UNKNOWN ended-incomplete: spec-unfinished/);
});
