import assert from "node:assert/strict";
import { test } from "node:test";
import { at, junit, mochawesome, spec, type Paper } from "../papers.ts";
import { a, b, aRed, h1, h2, h3, counted, m1, m1m2 } from "../runs.ts";

test("a green spec that was done again explains nothing", () => {
  const run = m1()
    .look(30, { files: [junit("m1", a)] })
    .look(30, { files: [junit("m1", spec("a.cy.js", "one", "more"))] });
  assert.deepEqual(run.memory().redone, []);
  const two = m1().look(30, { files: [junit("m1", a), at("xml/nightly/m1.xml", junit("m1", a))] });
  assert.equal(two.situation().machines[0]?.redone, 0);
});

test("what was done again is counted for each machine", () => {
  const run = m1m2().look(30, { files: [junit("m1", aRed), junit("m2", aRed)] });
  run.look(30, { files: [junit("m1", a), junit("m2", aRed)] });
  assert.deepEqual(
    run.situation().machines.map(({ redone }) => redone),
    [1, 0],
  );
  run.look(30, { files: [junit("m1", a), junit("m2", a)] });
  assert.deepEqual(
    run.situation().machines.map(({ redone }) => redone),
    [1, 1],
  );
});

test("an unnamed failure that another one overwrote was not seen done again", () => {
  const red = (title: string): Paper => junit("m1", spec(null, `!${title}`));
  const run = m1()
    .look(30, { files: [red("x")] })
    .look(30, { files: [red("y")] })
    .look(30, { files: [red("z")] });
  assert.deepEqual(run.memory().redone, []);
});

test("what was done again is counted for each kind", () => {
  const run = m1().look(30, { files: [junit("m1", aRed), mochawesome("m1", [aRed])] });
  run.look(30, { files: [junit("m1", a), mochawesome("m1", [a])] });
  assert.equal(run.situation().machines[0]?.redone, 1);
});

test("a red result seen done again in both kinds was done again once", () => {
  const [red, green] = [at(h1, junit("m1", aRed)), at(h2, junit("m1", a))];
  const run = m1()
    .look(30, { files: [red, mochawesome("m1", [aRed])] })
    .look(30, { files: [red, green, mochawesome("m1", [a])] });
  assert.equal(run.situation().machines[0]?.redone, 1);
});

test("of files that are there, each failed result with a newer one of its spec was done again; of an unnamed nobody knows", () => {
  const red = { ...at(h1, junit("m1", aRed)), written: 10 };
  const again = { ...at(h2, junit("m1", spec("a.cy.js", "!one", "!more"))), written: 20 };
  const green = { ...at(h3, junit("m1", a)), written: 25 };
  assert.equal(counted(red, again, green)?.redone, 2);
  assert.equal(counted(red, { ...at(h2, junit("m1", b)), written: 20 })?.redone, 0);
  const unnamed = { ...at(h1, junit("m1", spec(null, "!x"))), written: 10 };
  assert.equal(counted(unnamed, { ...at(h2, junit("m1", spec(null, "x"))), written: 20 })?.redone, 0);
});
