import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, junit, log, mochawesome } from "../papers.ts";
import { a, aRed, both, grouped, ran } from "../runs.ts";
import { settle, watching, type Timeline } from "../situations.ts";

const next = { alive: [8], files: [junit("m2")] };

/** Group a is at work and has reported. */
function groupA(...files: Parameters<typeof log>[0]): Timeline {
  const groups = { a: { alive: [7], files: [junit("m1")] } };
  return watching(grouped).look(0, { alive: [5], files: [log(files)], groups });
}

test("a line is told of the group that had begun before the look that read it, not of one that begins with it", () => {
  const run = groupA().look(30, { files: [log(["Killed"])], groups: { a: { alive: [] }, b: next } });
  assert.equal(run.look(settle).says("a"), "TERMINATED killed: kill-marker");
  run.look(30, { alive: [], groups: { b: { alive: [] } } });
  assert.match(run.look(settle).says("b"), /^COMPLETED/);
});

test("a kill that the next group's lines follow within one look is told all the same, each one once", () => {
  const run = groupA().look(30, { files: [log(["Killed", ...begins])], groups: { a: { alive: [] }, b: next } });
  assert.equal(run.look(settle).says("a"), "TERMINATED killed: kill-marker");
  run.look(30, { files: [log(["Killed", ...begins, "Killed"])] }).look(30);
  assert.deepEqual(
    run.memory().told.map(({ broken }) => broken?.times),
    [1, 2],
  );
});

test("a cancel in the driver's log is one of the group", () => {
  const run = groupA().look(30, { files: [log(["The run was cancelled."])], groups: { a: { alive: [] }, b: next } });
  assert.equal(run.look(settle).says("a"), "CANCELLED cancelled: cancel-marker");
});

test("a group whose process was seen alive after the line was started again", () => {
  const run = groupA().look(30, { files: [log(["Killed"])], groups: { a: { alive: [] } } });
  run.look(30, { groups: { a: { alive: [9] } } }).look(30);
  run.look(30, { groups: { a: { alive: [] }, b: next } });
  assert.match(run.look(settle).says("a"), /^COMPLETED/);
});

test("a spec whose Cypress run was killed contradicts the green of a group that went on, until it is run again", () => {
  const running = (name: string): readonly string[] => [...begins, `  Running:  ${name}      (1 of 1)`];
  const killed = [...running("a.cy.js"), "Killed"];
  for (const [then, says] of [
    [[...running("b.cy.js"), ...ran(1).slice(1)], /^UNKNOWN ended-incomplete: spec-unfinished/],
    [[...running("a.cy.js"), ...ran(1).slice(1)], /^COMPLETED/],
  ] as const) {
    const run = groupA(...running("a.cy.js")).look(30, { files: [log(killed)], groups: { a: { alive: [] } } });
    run.look(30, { groups: { a: { alive: [9] } } });
    run.look(30, { files: [log([...killed, ...then])] }).look(30, { groups: { a: { alive: [] }, b: next } });
    assert.match(run.look(settle).look(settle).says("a"), says);
  }
});

test("a line that comes when only the process of a later declared group is left is that group's, though it has no file", () => {
  const run = groupA().look(30, { groups: { a: { alive: [] }, b: { alive: [8] } } });
  run.look(30, { files: [log(["Killed"])] }).look(30, { groups: { b: { alive: [], files: both } } });
  assert.match(run.look(settle).look(settle).says("a"), /^COMPLETED/);
});

test("it is the first group's while that is still alive, or was since, though a script names the next one", () => {
  const run = groupA().look(30, { groups: { b: { alive: [8] } } });
  run.look(30).look(30, { files: [log(["Killed"])], groups: { a: { alive: [] } } });
  assert.equal(run.look(settle).look(settle).says("a"), "TERMINATED killed: kill-marker");
});

test("failed specs are explained where as many were seen done again, or the group is failed anyway", () => {
  for (const [spec, says] of [
    [a, /^UNKNOWN ended-incomplete: driver-log-red/],
    [aRed, /^FAILED/],
  ] as const) {
    const files = [junit("m1", spec), mochawesome("m1", [spec])];
    const run = watching(grouped).look(0, { alive: [5], groups: { a: { alive: [7], files } } });
    run.look(30, { files: [log(ran(2, 1))], groups: { a: { alive: [] }, b: next } });
    assert.match(run.look(settle).look(settle).says("a"), says);
  }
  const again = watching(grouped).look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1", aRed)] } } });
  again.look(30, { files: [log(ran(1, 1))], groups: { a: { files: [junit("m1", a), log(ran(1))] } } });
  assert.match(
    again
      .look(30, { groups: { a: { alive: [] }, b: next } })
      .look(settle)
      .says("a"),
    /^COMPLETED/,
  );
});

test("what the log of a build without groups tells is kept nowhere else", () => {
  const run = watching().look(0, { files: [log(["Killed"])] });
  assert.deepEqual(run.memory().told, []);
});
