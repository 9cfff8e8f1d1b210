import assert from "node:assert/strict";
import { test } from "node:test";
import { observeEarlier } from "../../../src/core/memory/earlier.ts";
import { present } from "../../../src/core/words.ts";
import { attemptOf, momentAt, processOf } from "../samples.ts";

test("two earlier processes that are known are not added again", () => {
  const attempt = { ...attemptOf(), foreign: [processOf(4), processOf(6)] };
  assert.equal(observeEarlier(attempt, present([processOf(4), processOf(6)]), momentAt(30)), attempt);
});

test("what an earlier process started is remembered beside it", () => {
  const attempt = { ...attemptOf(), foreign: [processOf(4)] };
  const after = observeEarlier(attempt, present([processOf(4), processOf(5)]), momentAt(30));
  assert.deepEqual(after.foreign, [processOf(4), processOf(5)]);
});
