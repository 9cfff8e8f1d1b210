import assert from "node:assert/strict";
import { test } from "node:test";
import { observeEarlier } from "../../../src/core/memory/earlier.ts";
import { present } from "../../../src/core/words.ts";
import { attemptOf, momentAt, processOf } from "../samples.ts";

test("what an earlier attempt's process starts, look after look, is not kept when it is gone", () => {
  let attempt = { ...attemptOf(), foreign: [processOf(4)] } as ReturnType<typeof attemptOf>;
  for (let look = 1; look <= 500; look++) {
    attempt = observeEarlier(attempt, present([processOf(4), processOf(1_000 + look)]), momentAt(30 * look));
  }
  assert.ok(attempt.foreign.length < 20, `${attempt.foreign.length} are kept`);
});
