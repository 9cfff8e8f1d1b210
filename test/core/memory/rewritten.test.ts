import assert from "node:assert/strict";
import { test } from "node:test";
import { observe } from "../../../src/core/memory/observe.ts";
import { present } from "../../../src/core/words.ts";
import { junit } from "../papers.ts";
import { m1 } from "../runs.ts";
import { momentAt } from "../samples.ts";

test("a file written again as it was has changed", () => {
  const run = m1().look(30, { files: [junit("m1")] });
  const [record] = run.memory().artifacts;
  assert.ok(record !== undefined);
  const again = { ...record, stamp: { ...record.stamp, mtimeNs: "7" } };
  const seen = { now: momentAt(99), files: present([again]), runners: present([]), processesSeenBefore: null };
  assert.equal(observe(run.memory(), seen).changed?.ms, 99_000);
});
