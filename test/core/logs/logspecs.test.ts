import assert from "node:assert/strict";
import { test } from "node:test";
import type { UnfinishedSpec } from "../../../src/core/logs/log.ts";
import { cypressLog, oneOfThreeRed, twoGreen, type Spec, type Started } from "./cypresslog.ts";
import { fold } from "./foldlog.ts";

const killed = (specs: readonly Spec[]): string => cypressLog(specs, "specs");

function unfinished(text: string): readonly Pick<UnfinishedSpec, "spec" | "again">[] {
  return fold(text).unfinished.map(({ spec, again }) => ({ spec, again }));
}

test("the specs of a run are known as it begins them, up to its total row", () => {
  assert.deepEqual(
    fold(killed(oneOfThreeRed)).running,
    oneOfThreeRed.map(({ name }) => name),
  );
  assert.deepEqual(fold(cypressLog(oneOfThreeRed)).running, []);
});

test("those of a run that broke off are unfinished once the next one begins", () => {
  const [first] = twoGreen;
  assert.deepEqual(unfinished(killed(twoGreen)), []);
  assert.deepEqual(
    unfinished(killed(twoGreen) + killed([])),
    twoGreen.map(({ name }) => ({ spec: name, again: 0 })),
  );
  assert.ok(first !== undefined);
  const once = cypressLog([first]);
  assert.deepEqual(
    unfinished(killed(twoGreen) + once + once).map(({ again }) => again),
    [2, 0],
  );
});

test("a run that ended in no total row broke off, one that was cancelled too", () => {
  const cancelled = "    -  The run was canceled       00:07        1        1        -        -        -  \n";
  for (const end of ["", cancelled]) {
    assert.equal(unfinished(cypressLog(twoGreen, "table") + end + cypressLog([])).length, 2);
  }
});

test("one that breaks off again must be run to its end once more", () => {
  const log = killed(twoGreen) + cypressLog(twoGreen) + killed(twoGreen) + cypressLog([]);
  assert.deepEqual(
    unfinished(log).map(({ again }) => again),
    [0, 0],
  );
});

test("of a run that broke off before its first spec nobody knows that it was run again", () => {
  assert.deepEqual(unfinished(killed([]) + cypressLog(twoGreen)), [{ spec: "(Run Starting)", again: 0 }]);
});

test("however many specs break off, a thousand are kept", () => {
  const many = Array.from({ length: 1_200 }, (_, index) => ({ name: `${index}.cy.js`, tests: 1, failing: 0 }));
  assert.equal(fold(killed(many)).running.length, 1_000);
  assert.equal(unfinished(killed(many) + killed(twoGreen) + killed([])).length, 1_000);
});

test("a spec that another run calls by the same name is another one, unless what they searched for says that it is not", () => {
  const path = "cypress/e2e/backup/full.cy.js";
  const [whole, alone] = [{ found: ["full.cy.js", "a.cy.js"] }, { searched: path }];
  const full: readonly Spec[] = [{ name: "full.cy.js", tests: 1, failing: 0 }];
  const cases: readonly [first: Started, then: Started, again: number][] = [
    [whole, whole, 1],
    [whole, alone, 1],
    [alone, whole, 1],
    [alone, { searched: "cypress/e2e/restore/full.cy.js" }, 0],
    // A list that Cypress cut may hold another spec of that name.
    [{ found: ["full.cy.js", "a.cy...."] }, alone, 0],
    [{ found: ["full.cy.js", "restore/full.cy.js"] }, alone, 0],
  ];
  for (const [first, then, again] of cases) {
    const log = cypressLog(full, "specs", first) + cypressLog(full, "total", then);
    assert.deepEqual(unfinished(log), [{ spec: "full.cy.js", again }], JSON.stringify([first, then]));
  }
});
