import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  maxFailing,
  maxFailingOfAll,
  maxMessageLength,
  maxNameLength,
  maxOutcomes,
  maxOutcomesOfAll,
  type SpecResult,
} from "../../src/core/reports/report.ts";
import { addLeaf, newTally, specResults, type Leaf } from "../../src/sources/tally.ts";

const failure: Leaf = { spec: "a.js", title: "t", outcome: "failed", flaky: false, message: "m" };

describe("the tally of a report", () => {
  it("lists no more than so many failing tests and counts them all", () => {
    const spec = tallied(Array.from({ length: maxFailing + 5 }, (_, index) => ({ ...failure, title: `t${index}` })));
    assert.equal(spec.failing.length, maxFailing);
    assert.equal(spec.failing[0]?.name, "t0");
    assert.equal(spec.tests.failed, maxFailing + 5);
  });

  it("keeps the outcomes of so many tests and of none when there are more", () => {
    const leaves = Array.from({ length: maxOutcomes }, (_, index) => ({ ...failure, title: `t${index}` }));
    assert.equal(tallied(leaves).outcomes?.split(" ").length, maxOutcomes);
    const spec = tallied([...leaves, failure, failure]);
    assert.equal(spec.outcomes, null);
    assert.equal(spec.tests.total, maxOutcomes + 2);
  });

  it("lists no more failing tests and keeps no more outcomes than so many of all specs", () => {
    const tally = newTally();
    for (let spec = 0; spec < 30; spec++) {
      for (let index = 0; index < maxOutcomes; index++)
        addLeaf(tally, { ...failure, spec: `${spec}`, title: `t${index}` });
    }
    const specs = specResults(tally);
    const kept = (of: (spec: SpecResult) => number): number => specs.reduce((sum, spec) => sum + of(spec), 0);
    assert.equal(
      kept(({ failing }) => failing.length),
      maxFailingOfAll,
    );
    assert.equal(
      kept(({ outcomes }) => outcomes?.split(" ").length ?? 0),
      maxOutcomesOfAll,
    );
    assert.equal(
      kept(({ tests }) => tests.failed),
      30 * maxOutcomes,
    );
  });

  it("cuts long names at their end, long messages at their beginning, and no character in half", () => {
    const long = `${"a".repeat(1_000)}${"🙈".repeat(1_000)}`;
    for (const text of [long, `b${long}`]) {
      const [test] = tallied([{ ...failure, title: text, message: text }]).failing;
      assert.match(test?.name ?? "", /^b?a+…$/);
      assert.match(test?.message ?? "", /^…(?:🙈)+$/u);
      assert.ok((test?.name.length ?? 0) <= maxNameLength && (test?.message.length ?? 0) <= maxMessageLength);
    }
    const [halved] = tallied([{ ...failure, title: `${"a".repeat(maxNameLength - 2)}🙈🙈` }]).failing;
    assert.equal(halved?.name, `${"a".repeat(maxNameLength - 2)}…`);
  });

  it("says so when a failure has no name", () => {
    const spec = tallied([{ ...failure, title: null }]);
    assert.deepEqual(spec.failing, [{ name: "a test that the report does not name", message: "m" }]);
    assert.equal(spec.outcomes, "");
  });
});

/** The only spec that the leaves make. */
function tallied(leaves: readonly Leaf[]): SpecResult {
  const tally = newTally();
  for (const leaf of leaves) addLeaf(tally, leaf);
  const [spec, ...others] = specResults(tally);
  assert.ok(spec !== undefined && others.length === 0);
  return spec;
}
