import assert from "node:assert/strict";
import { test } from "node:test";
import type { SpecResult } from "../../../src/core/reports/report.ts";
import { begins, endsGreen, endsRed, junit, log, mochawesome, spec, type Paper } from "../papers.ts";
import { b, aRed, m1, over, ran } from "../runs.ts";
import { watching } from "../situations.ts";

function found(...files: readonly Paper[]): readonly string[] {
  const { contradictions } = watching({ machines: ["m1"] })
    .look(0, { files })
    .situation();
  return contradictions.map((reason) =>
    reason.code === "reports-disagree" ? `${reason.tests} disagree` : reason.code,
  );
}

/** Too many tests to keep the outcome of each. */
function uncompared(result: SpecResult): SpecResult {
  return { ...result, outcomes: null };
}

test("the same tests with the same outcomes agree", () => {
  assert.deepEqual(found(junit("m1", spec("a", "one", "!two")), mochawesome("m1", [spec("a", "one", "!two")])), []);
});

test("each test that one calls failed and the other passed is counted, whichever way", () => {
  const pair = [junit("m1", spec("a", "!one", "two", "three")), mochawesome("m1", [spec("a", "one", "!two", "three")])];
  assert.deepEqual(found(...pair), ["2 disagree"]);
});

test("tests that only one of them holds contradict nothing", () => {
  assert.deepEqual(found(junit("m1", spec("a", "one", "!two")), mochawesome("m1", [spec("a", "one")])), []);
});

test("a title that stands twice with both outcomes tells nothing of either", () => {
  assert.deepEqual(found(junit("m1", spec("a", "one", "!one")), mochawesome("m1", [spec("a", "one")])), []);
});

test("one kind alone contradicts nothing", () => assert.deepEqual(found(junit("m1", spec("a", "!one"))), []));

test("where outcomes were not kept, on either side, as many tests with other counts of failures disagree", () => {
  const [red, green] = [spec("a", "!one", "!two", "three"), spec("a", "one", "two", "three")];
  assert.deepEqual(found(junit("m1", uncompared(red)), mochawesome("m1", [green])), ["2 disagree"]);
  assert.deepEqual(found(junit("m1", green), mochawesome("m1", [uncompared(red)])), ["2 disagree"]);
});

test("where outcomes were not kept, other numbers of tests cannot be compared", () => {
  assert.deepEqual(found(junit("m1", uncompared(spec("a", "!one"))), mochawesome("m1", [spec("a", "one", "two")])), []);
});

test("an overwritten failure that names no spec contradicts green reports of either kind, and no red ones", () => {
  const first = [mochawesome("m1", [spec(null, "!one")])];
  const green = watching({ machines: ["m1"] }).look(0, { files: first });
  green.look(30, { files: [mochawesome("m1", [spec(null, "two")])] });
  assert.deepEqual(green.situation().contradictions, [{ code: "failure-overwritten", machine: "m1" }]);
  const red = watching({ machines: ["m1"] }).look(0, { files: first });
  red.look(30, { files: [mochawesome("m1", [spec(null, "!two")])] });
  assert.deepEqual(red.situation().contradictions, []);
});

test("a machine that its JUnit calls red needs no explanation of a red run in its own log", () => {
  assert.match(
    over(
      m1().look(30, {
        files: [junit("m1", aRed, b), log([...begins, ...endsRed(1, 2), ...begins, ...endsGreen], "m1")],
      }),
    ),
    /^FAILED/,
  );
});

test("more runs than machines and the last one red: failed, not unexplained", () => {
  assert.match(
    over(m1().look(30, { files: [junit("m1", b), log([...ran(1), ...begins, ...endsRed(1, 2)])] })),
    /^FAILED complete: last-word-failed/,
  );
});

test("reports too large to compare test by test that count the same failures do not disagree", () => {
  const large = { ...spec("a.cy.js", "!one", "two"), outcomes: null };
  assert.deepEqual(
    m1()
      .look(30, { files: [junit("m1", large), mochawesome("m1", [large])] })
      .situation().contradictions,
    [],
  );
});
