import assert from "node:assert/strict";
import { test } from "node:test";
import { observeEarlier } from "../../../src/core/memory/earlier.ts";
import { present } from "../../../src/core/words.ts";
import { junit, log, spec, type Paper } from "../papers.ts";
import { a, b, aRed, hash, hashed, other, over, ran } from "../runs.ts";
import { attemptOf, momentAt, processOf } from "../samples.ts";
import { named, watching, type Timeline } from "../situations.ts";

/** A process of the attempt before is alive, writes these files, and is gone. */
function replaced(...files: readonly Paper[]): Timeline {
  const run = watching(named("m1")).look(0, { alive: [7], earlier: [4] });
  return run.look(30, { files }).look(30, { earlier: [] });
}

test("what an earlier attempt's process starts, look after look, is not kept when it is gone", () => {
  let attempt = { ...attemptOf(), foreign: [processOf(4)] } as ReturnType<typeof attemptOf>;
  for (let look = 1; look <= 500; look++) {
    attempt = observeEarlier(attempt, present([processOf(4), processOf(1_000 + look)]), momentAt(30 * look));
  }
  assert.ok(attempt.foreign.length < 20, `${attempt.foreign.length} are kept`);
});

test("what an earlier attempt's process reported and this run overwrote is none of this run's results", () => {
  for (const theirs of [spec("z.cy.js", "!old"), spec("z.cy.js", "old")]) {
    const run = replaced(junit("m1", theirs)).look(60, { files: [junit("m1", a, b)] });
    run.look(30, { alive: [], exit: { status: 0 } });
    assert.match(run.says(), /^COMPLETED/);
    assert.equal(run.situation().machines[0]?.tests?.total, 2);
  }
});

test("a red spec of an earlier attempt that this run did again explains no red run of this one's log", () => {
  const run = replaced(junit("m1", aRed)).look(60, { files: [junit("m1", a), log([...ran(1, 1), ...ran(1)])] });
  assert.doesNotMatch(over(run), /^COMPLETED/);
});

test("an end, or a red total, that an earlier attempt's process wrote into the log is not this run's", () => {
  const killed = replaced(log(ran(1))).look(60, { files: [log(ran(1)), junit("m1", a)] });
  assert.doesNotMatch(over(killed), /^COMPLETED/);
  const green = replaced(log(ran(1, 1))).look(60, { files: [log(ran(1, 1)), junit("m1", a, b)] });
  assert.doesNotMatch(over(green), /^FAILED/);
});

test("a report of an earlier attempt's process that lies beside this run's own of the same spec is no doubt", () => {
  const [theirs, own] = [hashed(junit("m1", a), hash), hashed(junit("m1", a), other)];
  assert.match(over(replaced(theirs).look(60, { files: [theirs, own] })), /^COMPLETED/);
});
