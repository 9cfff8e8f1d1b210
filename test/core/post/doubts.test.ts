import assert from "node:assert/strict";
import { test } from "node:test";
import { backOffCap } from "../../../src/core/post/decide.ts";
import { afterDoubts } from "../../../src/core/post/doubts.ts";
import { plus } from "../../../src/core/time.ts";
import { momentAt } from "../samples.ts";

const { at } = momentAt(0);
const hour = 3_600_000;

/** How long after the last of so many messages, a second apart, the next one waits (seconds). */
function waitAfter(count: number): number {
  const claimed = Array.from({ length: count }, (_, index) => plus(at, -index * 1_000));
  const until = afterDoubts(claimed, at);
  return until === null ? 0 : (Date.parse(until) - Date.parse(at)) / 1_000;
}

test("one message in doubt holds none back, from the second on they come ever further apart", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(waitAfter), [0, 0, 20, 40, 80]);
  assert.equal(waitAfter(30), backOffCap / 1_000);
});

test("old doubts hold nothing back, nor do those of a clock that was set back", () => {
  assert.equal(afterDoubts([plus(at, -7 * hour), plus(at, -1_000)], at), null);
  assert.equal(afterDoubts([plus(at, 7 * hour), plus(at, 6 * hour)], at), null);
});
