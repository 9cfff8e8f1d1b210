import assert from "node:assert/strict";
import { test } from "node:test";
import { waitBefore } from "../../src/core/pace.ts";
import { momentAt } from "./samples.ts";

const spacing = 2_000;

/** What a pass waits that comes `after` ms after one that was the `row`th in a row to wait. */
function wait(after: number, row = 0): number {
  return waitBefore({ ...momentAt(100), row }, spacing, momentAt(100 + after / 1_000));
}

test("a lone event is answered at once: after spacing, in another boot, and the first time ever", () => {
  assert.deepEqual([wait(2_000), wait(60_000)], [0, 0]);
  assert.equal(waitBefore({ ...momentAt(100, "b0"), row: 9 }, spacing, momentAt(100)), 0);
  assert.equal(waitBefore(null, spacing, momentAt(100)), 0);
});

test("sooner than spacing it waits for what is left", () => {
  assert.deepEqual([wait(0), wait(500), wait(1_999)], [2_000, 1_500, 1]);
});

test("in a storm it waits longer from step to step, up to four times as long", () => {
  assert.deepEqual(
    [4, 5, 9, 10, 15, 20, 10_000].map((row) => wait(0, row)),
    [2_000, 4_000, 4_000, 6_000, 8_000, 8_000, 8_000],
  );
});
