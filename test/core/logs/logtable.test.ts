import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RedSpec } from "../../../src/core/logs/specstold.ts";
import { coloured, cypressLog, oneOfThreeRed, twoGreen, type Spec } from "./cypresslog.ts";
import { fold } from "./foldlog.ts";

const long = "replicate/to-another-site-with-a-very-long-name.cy.js";
const [red, green] = [cypressLog(oneOfThreeRed), cypressLog(oneOfThreeRed.map((spec) => ({ ...spec, failing: 0 })))];

function reds(log: string): readonly Pick<RedSpec, "name" | "times" | "again">[] {
  return fold(log).specs.reds.map(({ name, times, again }) => ({ name, times, again }));
}

describe("The specs that a table of Cypress calls failed", () => {
  test("are remembered by name, also one over two lines, and with what their run was started with", () => {
    const [spec, ...more] = fold(red).specs.reds;
    assert.deepEqual(more, []);
    assert.deepEqual(spec, {
      name: long,
      browser: "Electron 106 (headless)",
      searched: "cypress/e2e/**/*.cy.{js,jsx,ts,tsx}",
      alone: true,
      times: 1,
      again: null,
      elsewhere: false,
    });
    assert.deepEqual(fold(red).specs.rows, []);
  });

  test("are known in colours, with Windows' ticks and through a wrong code page", () => {
    const windows = red.replaceAll("✖", "×").replaceAll("✔", "√").replaceAll("\n", "\r\n");
    const table: Readonly<Record<string, string>> = { "│": "Ôöé", "✔": "Ô£ö", "✖": "Ô£û" };
    const broken = red.replace(/[│✔✖]/g, (character) => table[character] ?? "");
    for (const log of [coloured(red), windows, broken]) assert.deepEqual(fold(log).specs, fold(red).specs);
  });

  test("were done again once a later row calls them passed, until one calls them failed", () => {
    const tests = { total: 4, passed: 4, failed: 0, skipped: 0, flaky: 0 };
    assert.deepEqual(reds(red + green), [{ name: long, times: 1, again: { times: 1, tests } }]);
    assert.deepEqual(reds(red + green + green), [{ name: long, times: 1, again: { times: 2, tests } }]);
    assert.deepEqual(reds(red + green + red), [{ name: long, times: 2, again: null }]);
    assert.deepEqual(reds(green), []);
  });

  test("are as they were while a table has no total row, and may all have failed where one hides a failed spec", () => {
    const cut = green.slice(0, green.indexOf("    ✔  All"));
    assert.deepEqual(reds(red + cut), [{ name: long, times: 1, again: null }]);
    const hidden = red.split("\n").filter((line) => !line.includes("replicate/") && !line.includes("ng-name.cy"));
    const unnamed = { name: "", times: 1, again: null };
    assert.deepEqual(reds(red + green + hidden.join("\n")), [{ name: long, times: 1, again: null }, unnamed]);
  });

  test("are as many as a log may tell of, and no longer than names of files", () => {
    const many = Array.from({ length: 300 }, (_, index): Spec => ({ name: `${index}.cy.js`, tests: 1, failing: 1 }));
    assert.equal(reds(cypressLog(many)).length, 200);
    const endless = cypressLog([{ name: "x".repeat(35), tests: 1, failing: 1 }]).replace(
      /x{35}.*\n/,
      (row) => row + `${"y".repeat(35)}\n`.repeat(900),
    );
    assert.ok(fold(endless).specs.reds.every(({ name }) => name.length < 600));
  });
});

test("what a run was started with is told over as many lines as it takes", () => {
  const paths = Array.from({ length: 9 }, (_, index) => `cypress/e2e/${"folder/".repeat(index)}spec-${index}.cy.js`);
  const { searched, found, wraps } = fold(
    cypressLog(twoGreen, "specs", { searched: paths.join(", "), found: paths }),
  ).specs;
  assert.deepEqual(searched.split(/, ?/), paths);
  assert.deepEqual([found.startsWith("9 found (cypress/e2e/spec-0.cy.js,"), wraps], [true, null]);
});

test("a table with a column for flaky tests, as of Cypress 15, is understood", () => {
  const flaky = red
    .split("\n")
    .map((line) => line.replace(/(\d\d:\d\d(?:\s+(?:\d+|-)){5})/, "$1        -"))
    .join("\n");
  assert.notEqual(flaky, red);
  assert.deepEqual(fold(flaky).totals, { failed: 1, of: 3 });
  assert.deepEqual(reds(flaky), reds(red));
});
