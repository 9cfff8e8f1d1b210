import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogFacts } from "../../../src/core/logs/log.ts";
import { cypressLog, oneOfThreeRed, twoGreen, type Spec } from "./cypresslog.ts";
import { fold } from "./foldlog.ts";

const killed = (specs: readonly Spec[]): string => cypressLog(specs, "specs");

function unfinished(text: string): LogFacts["unfinished"] {
  return fold(text).unfinished;
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
  assert.deepEqual(
    unfinished(killed(twoGreen) + cypressLog([first]) + cypressLog([first])).map(({ again }) => again),
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
