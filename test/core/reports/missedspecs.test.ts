import assert from "node:assert/strict";
import { test } from "node:test";
import { junit, mochawesome, spec, type Paper } from "../papers.ts";
import { named, settle, watching, type Timeline } from "../situations.ts";

/** The files of one look after another, with the runner alive; then it is gone. */
function seen(machines: readonly string[], ...looks: readonly (readonly Paper[])[]): Timeline {
  const run = watching(named(...machines));
  for (const files of looks) run.look(30, { alive: [7], files });
  return run.look(30, { alive: [] }).look(settle);
}

function ends(run: Timeline): readonly string[] {
  return run.situation().ends.confirmed.map(({ code }) => code);
}

const [a, b] = [spec("a", "one"), spec("b", "two")];

test("specs that overwrite each other's JUnit are all seen where mochawesome holds as many tests", () => {
  const run = seen(["m1"], [junit("m1", a)], [junit("m1", b), mochawesome("m1", [a, b])]);
  assert.deepEqual(ends(run), ["end-runner-gone"]);
  assert.match(run.says(), /^COMPLETED/);
});

test("they may have been missed where mochawesome holds fewer", () => {
  assert.deepEqual(ends(seen(["m1"], [junit("m1", a)], [junit("m1", b), mochawesome("m1", [b])])), []);
});

test("the same the other way round: JUnit vouches for overwritten mochawesome reports", () => {
  const run = seen(["m1"], [mochawesome("m1", [a])], [mochawesome("m1", [b]), junit("m1", a, b)]);
  assert.deepEqual(ends(run), ["end-runner-gone"]);
});

test("where both kinds were overwritten neither vouches for the other", () => {
  const run = seen(["m1"], [junit("m1", a), mochawesome("m1", [a])], [junit("m1", b), mochawesome("m1", [b])]);
  assert.deepEqual(ends(run), []);
});

test("one machine of which a spec may have been missed is enough", () => {
  assert.deepEqual(ends(seen(["m1", "m2"], [junit("m1", a), junit("m2")], [junit("m1", b), junit("m2")])), []);
});

test("what was overwritten counts for its own machine, and for no other", () => {
  const red = spec("a", "!one");
  const run = seen(["m1", "m2"], [junit("m1", red), junit("m2", a)], [junit("m1", b), junit("m2", a)]);
  const states = run.situation().machines.map(({ name, state }) => `${name} ${state}`);
  assert.deepEqual(states, ["m1 FAILED", "m2 PASSED"]);
});

test("two machines that overwrite specs of the same names keep each its own", () => {
  const run = seen(["m1", "m2"], [junit("m1", spec("a", "!one")), junit("m2", a)], [junit("m1", b), junit("m2", b)]);
  assert.deepEqual(
    run.memory().overwritten.map(({ machine, result }) => [machine, result.spec, result.tests.failed]),
    [
      ["m1", "a", 1],
      ["m2", "a", 0],
    ],
  );
});

test("both kinds that overwrite a spec keep each its own, and a file of one kind holds nothing of the other", () => {
  const run = seen(["m1"], [junit("m1", a), mochawesome("m1", [a])], [junit("m1", b), mochawesome("m1", [a, b])]);
  assert.deepEqual(
    run.memory().overwritten.map(({ kind, result }) => [kind, result.spec]),
    [["junit", "a"]],
  );
});

test("a run-level report that overwrote a spec counts where there is one machine, and for none where there are two", () => {
  const red = spec("a", "!one");
  const one = seen(["m1"], [junit(null, red)], [junit(null, b)]);
  assert.equal(one.situation().machines[0]?.state, "FAILED");
  const two = seen(["m1", "m2"], [junit(null, red)], [junit(null, b), junit("m1"), junit("m2")]);
  assert.deepEqual(
    two.situation().machines.map(({ state }) => state),
    ["PASSED", "PASSED"],
  );
});

test("reports of two paths that name no spec are kept apart", () => {
  const [first, second] = [junit("m1", spec(null, "!one")), junit("m1", spec(null, "two"))];
  const other = { path: "xml/nightly/m1.xml" };
  const run = seen(["m1"], [first, { ...second, ...other }], [second, { ...junit("m1", spec(null, "3")), ...other }]);
  assert.deepEqual(
    run.memory().overwritten.map(({ path, result }) => [path, result.tests.failed]),
    [
      [other.path, 0],
      [first.path, 1],
    ],
  );
});
