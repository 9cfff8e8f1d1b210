import assert from "node:assert/strict";
import { test } from "node:test";
import { cypressLog } from "../logs/cypresslog.ts";
import { at, junit, log, spec, unfinished, type Paper } from "../papers.ts";
import { h1, h2, h3, over } from "../runs.ts";
import { named, watching } from "../situations.ts";

const path = "cypress/e2e/backup/full.cy.js";
const [green, red] = [spec(path, "one", "two"), spec(path, "!one", "two")];

function run(failing: number, browser: string): readonly string[] {
  return cypressLog([{ name: "full.cy.js", tests: 2, failing }], "total", { searched: path, browser }).split("\n");
}

test("a spec that failed in one browser is not done again by another", () => {
  for (const second of ["Firefox 110 (headless)", "Chrome 116 (headless)"]) {
    const lines = run(1, "Chrome 116 (headless)");
    const build = watching(named("m1")).look(0, { alive: [7] });
    build.look(30, { files: [junit("m1", red), log(lines)] });
    build.look(30, { files: [junit("m1", green), log([...lines, ...run(0, second)])] });
    assert.match(over(build), second.startsWith("Firefox") ? /^UNKNOWN .*red-run-unexplained/ : /^COMPLETED/);
  }
});

test("a red report that was only touched was not done again, and explains no other failure", () => {
  const crashed = cypressLog(
    [
      { name: "backup/full.cy.js", tests: 2, failing: 1 },
      { name: "restore.cy.js", tests: null, failing: 1 },
    ],
    "total",
  ).split("\n");
  const again = { name: "full.cy.js", tests: 2, failing: 0 };
  const ways = ["same", "other"].flatMap((bytes) => [true, false].map((isCaught) => [bytes, isCaught] as const));
  for (const [bytes, isCaught] of ways) {
    const build = watching(named("m1")).look(0, { alive: [7] });
    build.look(30, { files: [written(10, "same"), log(crashed)] });
    if (isCaught) build.look(30, { files: [unfinished("m1", "empty"), log(crashed)] });
    build.look(30, { files: [written(40, bytes), log(crashed)] });
    const lines = [...crashed, ...cypressLog([again], "total", { searched: path }).split("\n")];
    build.look(30, { files: [junit("m1", green), log(lines)] });
    assert.match(over(build), bytes === "same" ? /^UNKNOWN .*red-run-unexplained/ : /^COMPLETED/);
  }
});

test("a green report that was written before the red one does not outdo it, whenever it is seen", () => {
  const failed = { ...at(h1, junit("m1", red)), written: 25 };
  const build = watching(named("m1"))
    .look(0, { alive: [7] })
    .look(30, { files: [failed] });
  build.look(30, { files: [failed, { ...at(h2, junit("m1", green)), written: 5 }] });
  assert.match(over(build), /^UNKNOWN .*failure-overwritten/);
  const moved = watching(named("m1")).look(0, { alive: [7] });
  moved.look(30, { files: [{ ...junit("m1", red), written: 25 }] });
  moved.look(30, { files: [{ ...junit("m1", green), written: 5 }] });
  assert.doesNotMatch(over(moved), /^COMPLETED/);
});

test("a log for each browser tells of a spec that failed in one of them", () => {
  const own = (name: string, lines: readonly string[]): Paper => at(`logs/nightly/m1/${name}.log`, log(lines, "m1"));
  for (const second of ["Firefox 110 (headless)", "Chrome 116 (headless)"]) {
    const logs = [own("1", run(1, "Chrome 116 (headless)")), { ...own("2", run(0, second)), written: 90 }];
    const build = watching(named("m1")).look(0, { alive: [7] });
    build.look(30, { files: [at(h1, junit("m1", red))] });
    build.look(60, { files: [at(h1, junit("m1", red)), { ...at(h2, junit("m1", green)), written: 80 }, ...logs] });
    assert.match(over(build), second.startsWith("Firefox") ? /^UNKNOWN .*red-run-unexplained/ : /^COMPLETED/);
  }
});

test("a table that does not show which spec failed tells in which browser one did", () => {
  const told = run(1, "Chrome 116 (headless)").filter((line) => !/full\.cy\.js.*00:/.test(line));
  const build = watching(named("m1")).look(0, { alive: [7] });
  build.look(30, { files: [junit("m1", red), log(told)] });
  build.look(30, { files: [junit("m1", green), log([...told, ...run(0, "Firefox 110 (headless)")])] });
  assert.match(over(build), /^UNKNOWN .*red-run-unexplained/);
});

test("a stale green copy does not spoil a rerun that came after it", () => {
  const failed = { ...at(h1, junit("m1", red)), written: 25 };
  const copy = { ...at(h2, junit("m1", green)), written: 5 };
  const build = watching(named("m1")).look(0, { alive: [7] });
  build.look(30, { files: [failed] }).look(30, { files: [failed, copy] });
  build.look(30, { files: [failed, copy, { ...at(h3, junit("m1", green)), written: 80 }] });
  assert.match(over(build), /^COMPLETED/);
});

/** The red report, written at a second, of these bytes. */
function written(seconds: number, bytes: string): Paper {
  const paper = junit("m1", red);
  assert.ok(paper.kind !== "log" && paper.reading.final);
  return { ...paper, reading: { ...paper.reading, bytes }, written: seconds };
}
