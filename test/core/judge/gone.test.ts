import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, log } from "../papers.ts";
import { grouped } from "../runs.ts";
import { watching } from "../situations.ts";

test("while its driver is alive a group's silence is not counted", () => {
  const run = watching(grouped).look(0, {
    alive: [5],
    groups: { a: { alive: [7], files: [log(begins)] } },
  });
  assert.doesNotMatch(run.look(30, { groups: { a: { alive: [] } } }).says("a"), /quiet-wait/);
});
