import assert from "node:assert/strict";
import { test } from "node:test";
import { at, junit, mochawesome, spec, unfinished, type Paper } from "../papers.ts";
import { a, b, m1, m1m2 } from "../runs.ts";

test("a report that went away counts no more once newer ones hold its specs", () => {
  const [x, y] = ["xml/nightly/m1/1.xml", "xml/nightly/m1/2.xml"];
  const run = m1().look(30, { files: [at(x, junit("m1", spec("a.cy.js", "one", "old")))] });
  run
    .look(30, { files: [at(x, junit("m1", spec("a.cy.js", "one", "old"))), at(y, junit("m1", a))] })
    .look(30, { files: [at(y, junit("m1", a))] });
  assert.equal(run.situation().machines[0]?.tests?.total, 1);
});

test("a part that went away is missed unless files that are there hold all its tests", () => {
  const part = at("mochawesome/nightly_m1_001.json", mochawesome("m1", [a, b], "u1 u2"));
  assert.match(
    m1()
      .look(30, { files: [part] })
      .look(30, { files: [] })
      .says(),
    /machine-running/,
  );
  const some = m1()
    .look(30, { files: [part, mochawesome("m1", [a], "u1 u3")] })
    .look(30, { files: [mochawesome("m1", [a], "u1 u3")] });
  assert.match(some.says(), /machine-running/);
});

test("a report that went away is held by whole ones of its kind that name its specs, by no others", () => {
  const gone = at("xml/nightly/m1/1.xml", junit("m1", a));
  const rest = (file: Paper): string =>
    m1()
      .look(30, { files: [gone, file] })
      .look(30, { files: [file] })
      .says();
  assert.match(rest(mochawesome("m1", [a])), /machine-running/);
  assert.match(rest(at("xml/nightly/m1/2.xml", unfinished("m1", "control-characters"))), /machine-/);
  const unnamed = junit("m1", spec(null, "x"));
  const two = m1()
    .look(30, { files: [at("xml/nightly/m1/1.xml", unnamed), unnamed] })
    .look(30, { files: [unnamed] });
  assert.match(two.says(), /machine-running/);
});

test("a part that a merge took away goes on telling of its machine, though the merge holds a part that no look saw", () => {
  const merged = at("mochawesome/nightly.json", mochawesome(null, [a, b], "u1 u2"));
  const run = m1m2().look(30, { files: [mochawesome("m1", [a], "u1")] });
  const machines = run.look(30, { files: [merged] }).situation().machines;
  assert.deepEqual(
    machines.map(({ state }) => state),
    ["PASSED", "NOT STARTED"],
  );
});
