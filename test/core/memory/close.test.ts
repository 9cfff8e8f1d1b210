import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "../../../src/core/judge/verdict.ts";
import { isConfirmed, withVerdict } from "../../../src/core/memory/close.ts";
import { newScope } from "../../../src/core/state/newscope.ts";
import { begins, endsRed, junit, log, mochawesome, spec } from "../papers.ts";
import { b, m1m2 } from "../runs.ts";
import { momentAt } from "../samples.ts";
import { named, settle, watching } from "../situations.ts";

const running: Verdict = { state: "RUNNING", rule: "in-progress", reasons: [{ code: "runner-never" }] };
const gone: Verdict = { state: "TERMINATED", rule: "runner-gone", reasons: [{ code: "runner-never" }] };

test("a verdict that stands there already changes nothing, not even the memory's identity", () => {
  const once = withVerdict(newScope(null, "nightly", momentAt(0)), running, momentAt(1));
  assert.equal(withVerdict(once, { ...running, reasons: [{ code: "runner-never" }] }, momentAt(9)), once);
});

test("other reasons for the same state are no transition, and its beginning stands", () => {
  const once = withVerdict(newScope(null, "nightly", momentAt(0)), running, momentAt(1));
  const twice = withVerdict(once, { ...running, reasons: [{ code: "end-unconfirmed" }] }, momentAt(9));
  assert.equal(twice.verdict.since, once.verdict.since);
  assert.deepEqual(twice.verdict.reasons, [{ code: "end-unconfirmed" }]);
  assert.deepEqual(twice.transitions, once.transitions);
});

test("another state is a transition, at the time it was seen", () => {
  const { verdict, transitions } = withVerdict(newScope(null, "nightly", momentAt(0)), gone, momentAt(9));
  assert.equal(verdict.since, momentAt(9).at);
  assert.deepEqual(transitions, [{ at: momentAt(9).at, state: "TERMINATED", rule: "runner-gone" }]);
});

test("of many transitions the newest fifty are kept", () => {
  const first = newScope(null, "nightly", momentAt(0));
  const many = Array.from({ length: 120 }, (_, second) => second);
  const last = many.reduce(
    (memory, second) => withVerdict(memory, second % 2 === 0 ? gone : running, momentAt(second)),
    first,
  );
  assert.equal(last.transitions.length, 50);
  assert.equal(last.transitions.at(-1)?.at, momentAt(119).at);
});

test("the verdict of the closed rule writes nothing", () => {
  const memory = newScope(null, "nightly", momentAt(0));
  assert.equal(withVerdict(memory, { ...gone, rule: "closed" }, momentAt(1)), memory);
});

test("a terminal verdict is written only if a second look says the same", () => {
  assert.equal(isConfirmed(gone, gone), true);
  assert.equal(isConfirmed(gone, running), false);
  assert.equal(isConfirmed(running, running), false);
  assert.equal(isConfirmed({ ...gone, rule: "killed" }, gone), false);
  assert.equal(isConfirmed({ ...gone, rule: "closed" }, { ...gone, rule: "closed" }), false);
});

test("closing keeps what the message tells: machines, counts, failing tests, the run's own last word and its times", () => {
  const run = watching(named("m1")).look(5, { alive: [7] });
  run.look(30, { alive: [], files: [junit("m1", spec("a", "one", "!two")), log([...begins, ...endsRed(1, 1)])] });
  const { closed, result } = run.look(settle).close().memory();
  assert.ok(closed !== null && result !== null);
  assert.deepEqual([closed.state, closed.rule, closed.at], ["FAILED", "complete", momentAt(95).at]);
  const [told] = result.machines;
  assert.ok(told !== undefined);
  assert.deepEqual([told.failing.map(({ name }) => name), told.tests?.failed], [["two"], 1]);
  assert.deepEqual(result.lastWord, { failed: 1, of: 1, unit: "spec" });
  assert.deepEqual([result.startedAt, result.endedAt], [momentAt(5).at, momentAt(35).at]);
});

test("a cancel of a closed scope keeps the result it was closed with", () => {
  const run = watching(named("m1"))
    .look(0, { alive: [7], files: [junit("m1")] })
    .look(30, { alive: [] });
  const { result } = run.look(settle).close().memory();
  const after = run.look(1, { cancelled: true, files: [] }).close().memory();
  assert.equal(after.closed?.state, "CANCELLED");
  assert.equal(after.result, result);
});

test("a machine that failed by its own log alone gives the message its word", () => {
  const files = [junit("m1", b), mochawesome("m1", [b]), log([...begins, ...endsRed(1, 2)], "m1")];
  const run = m1m2().look(30, { files: [...files, junit("m2")] });
  run.look(30, { alive: [], exit: { status: 1, result: "exit-code" } }).close();
  assert.deepEqual(run.memory().result?.lastWord, { failed: 1, of: 2, unit: "spec" });
});
