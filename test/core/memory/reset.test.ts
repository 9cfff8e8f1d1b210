import assert from "node:assert/strict";
import { test } from "node:test";
import { countedSince } from "../../../src/core/memory/reset.ts";
import { begins, endsGreen, endsRed, junit, log, unfinished } from "../papers.ts";
import { m1 } from "../runs.ts";
import { momentAt, processOf } from "../samples.ts";
import { hour, named, settle, watching, type Timeline } from "../situations.ts";

/** Closed as terminated: one of two machines is missing. */
function closedRun(): Timeline {
  const run = watching({ machines: ["m1", "m2"], pid: processOf(7) });
  run.look(0, { alive: [7], files: [junit("m1"), log(["hello", "npm ERR! signal SIGTERM"])] }).look(30, { alive: [] });
  return run.look(settle).close();
}

test("reset opens a closed scope and judges it by what lies there", () => {
  const run = closedRun();
  assert.match(run.says(), /^TERMINATED/);
  run.reset({ machines: ["m1"], ended: true }).look(1);
  assert.match(run.says(), /^RUNNING/);
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-operator");
});

test("reset forgets processes, boots, reports, verdict, result and review; what began has begun", () => {
  const run = closedRun();
  const { begun, transitions } = run.memory();
  const after = run.reset({}).memory();
  assert.deepEqual(after.runner, { alive: [], boot: null, lastAlive: null, missed: null, gone: null });
  assert.deepEqual([after.closed, after.result, after.accepted, after.ended], [null, null, null, null]);
  assert.deepEqual(
    after.artifacts.map(({ kind }) => kind),
    ["log"],
  );
  assert.deepEqual([after.begun, after.transitions], [begun, transitions]);
});

test("reset begins every wait anew", () => {
  const run = closedRun().look(hour).reset({});
  assert.equal(run.memory().watched.ms, run.now().ms);
  assert.equal(run.memory().firstSeen, null);
});

test("a kill line read before the reset counts no more, one after it does", () => {
  const run = closedRun().reset({}).look(1).look(settle);
  assert.doesNotMatch(run.says(), /killed/);
  run.look(1, { files: [junit("m1"), log(["hello", "npm ERR! signal SIGTERM", "again", "npm ERR! signal SIGKILL"])] });
  assert.equal(run.look(settle).says(), "TERMINATED killed: kill-marker");
});

test("a RUNNING that the log said before the reset holds no machine back after it", () => {
  const run = watching(named("m1")).look(0, { files: [log(["machine m1: RUNNING"])] });
  run
    .look(30, { files: [log(["machine m1: RUNNING"]), junit("m1")] })
    .reset({ ended: true })
    .look(1);
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-operator");
});

test("what the log told of earlier red and killed runs counts no more, its last word does", () => {
  const judged = (...lines: readonly string[]): string => {
    const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1"), log(lines)] });
    return run.look(30, { alive: [] }).reset({ ended: true }).look(1).look(settle).says();
  };
  assert.match(judged(...begins, ...endsRed(1, 1), ...begins, ...endsGreen), /^COMPLETED/);
  assert.match(judged(...begins, "Killed", ...begins, ...endsGreen), /^COMPLETED/);
  assert.match(judged(...begins, ...endsGreen, ...begins, ...endsRed(1, 1)), /^FAILED/);
});

test("--ended is the operator's word on the run, not on its machines", () => {
  const run = watching(named("m1"))
    .look(0, { files: [unfinished("m1", "cut")] })
    .reset({ ended: true })
    .look(1);
  assert.equal(run.look(settle).says(), "UNKNOWN ended-incomplete: machine-running end-operator");
});

test("--pid is a process seen alive at the reset", () => {
  const after = closedRun().reset({ pid: processOf(9) });
  assert.deepEqual(after.memory().runner.alive, [processOf(9)]);
  assert.equal(after.memory().firstSeen?.ms, after.now().ms);
});

test("machines declared before are kept where the reset names none", () => {
  const run = closedRun()
    .reset({ machines: ["m1"] })
    .reset({});
  assert.deepEqual(run.memory().declared, ["m1"]);
});

test("--since takes files changed from then on off the inventory; without it the inventory stays", () => {
  const leftover = (path: string, seconds: number): Parameters<typeof countedSince>[0][number] => ({
    path,
    stamp: { ino: path, size: 1, mtimeNs: `${BigInt(Date.parse(momentAt(seconds).at)) * 1_000_000n}` },
    position: null,
  });
  const inventory = [leftover("old", 9), leftover("same", 10), leftover("new", 11)];
  assert.deepEqual(
    countedSince(inventory, momentAt(10).at).map(({ path }) => path),
    ["old"],
  );
  assert.equal(countedSince(inventory, null), inventory);
});

test("a reset begins the wait for what changed where logs stay read, and else with the first file", () => {
  const none = m1()
    .look(30, { files: [junit("m1")] })
    .reset({});
  assert.equal(none.memory().changed, null);
  const logs = m1()
    .look(30, { files: [log(["x"])] })
    .reset({});
  assert.deepEqual(logs.memory().changed, logs.now());
});
