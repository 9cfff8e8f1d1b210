import assert from "node:assert/strict";
import { test } from "node:test";
import { log } from "../papers.ts";
import { both } from "../runs.ts";
import { quiet, settle, watching } from "../situations.ts";

test("a log that grows is no silence: a runner known by its command line may be at work under another", () => {
  const run = watching({ machines: ["m1"] })
    .look(0, { alive: [7], files: both })
    .look(30, { alive: [] });
  const lines: string[] = [];
  for (let seconds = 0; seconds < quiet + 10 * settle; seconds += 90) {
    lines.push(`step ${seconds}`);
    run.look(30, { files: [...both, log(lines)] }).look(settle);
    assert.match(run.says(), /^RUNNING/, `after ${seconds} s`);
  }
});
