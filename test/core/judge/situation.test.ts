import assert from "node:assert/strict";
import { test } from "node:test";
import { junit } from "../papers.ts";
import { b, aRed, m1, m1m2, over } from "../runs.ts";
import { momentAt } from "../samples.ts";

test("one machine red, the other green, exit 1: no contradiction", () => {
  const run = m1m2().look(30, { files: [junit("m1", aRed, b), junit("m2")] });
  assert.match(run.look(30, { alive: [], exit: { status: 1, result: "exit-code" } }).says(), /^FAILED/);
});

test("an older report is named only for a machine that has none", () => {
  const run = m1().look(30, { files: [junit("m1", aRed, b)], older: { m1: { path: "x.xml", at: momentAt(0).at } } });
  assert.match(over(run), /^FAILED complete: machine-failed/);
});
