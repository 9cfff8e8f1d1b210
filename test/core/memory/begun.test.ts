import assert from "node:assert/strict";
import { test } from "node:test";
import type { BuildRequest } from "../../../src/core/state/state.ts";
import { begins, junit, log, type Paper } from "../papers.ts";
import { grouped } from "../runs.ts";
import { watching, type Timeline } from "../situations.ts";

/** Two groups, named by their processes, whose reports one look saw first; they were written at these seconds. */
function atOnce(request: Partial<BuildRequest>, a: number, b: number): Timeline {
  const file = (machine: string, written: number): Paper => ({ ...junit(machine), written });
  return watching({ ...request, categorized: true })
    .look(0, { alive: [5] })
    .look(60, { groups: { b: { alive: [8], files: [file("m2", b)] }, a: { alive: [7], files: [file("m1", a)] } } });
}

test("of two groups that one look saw first the one with the older file began first", () => {
  const run = atOnce({}, 50, 30);
  assert.deepEqual(run.order(), ["b", "a"]);
  run.look(30, { groups: { b: { files: [{ ...junit("m2"), written: 90 }] } } });
  assert.deepEqual(run.order(), ["b", "a"], "also when that is written again");
});

test("of two groups whose files are of one age the name tells", () => {
  assert.deepEqual(atOnce({}, 30, 30).order(), ["a", "b"]);
});

test("two declared groups that one look saw first began as they were declared", () => {
  assert.deepEqual(atOnce(grouped, 50, 30).order(), ["a", "b"]);
  assert.deepEqual(atOnce({ ...grouped, groups: [...grouped.groups].reverse() }, 30, 50).order(), ["b", "a"]);
});

test("a group of which only a process is known has not begun, and comes last", () => {
  const run = watching({ categorized: true }).look(0, { alive: [5], groups: { a: { alive: [7] } } });
  run.look(30, { groups: { b: { alive: [8], files: [junit("m2")] } } });
  assert.deepEqual(run.order(), ["b"]);
  assert.equal(run.judged("a").begun, false);
});

test("a build that is not categorized has begun with its registration", () => {
  assert.equal(watching().look(0).judged().begun, true);
});

test("a declared group began with its report, or with a file and a process, whichever came first", () => {
  const report = watching(grouped)
    .look(0, { alive: [5] })
    .look(30, { groups: { a: { files: [junit("m1")] } } });
  report.look(30, { groups: { b: { files: [junit("m2")] } } }).look(30, { groups: { a: { alive: [7] } } });
  assert.deepEqual(report.order(), ["a", "b"]);
  const process = watching(grouped)
    .look(0, { alive: [5] })
    .look(30, { groups: { a: { alive: [7], files: [log(begins)] } } });
  process
    .look(30, { groups: { b: { files: [junit("m2")] } } })
    .look(30, { groups: { a: { files: [log(begins), junit("m1")] } } });
  assert.deepEqual(process.order(), ["a", "b"]);
});
