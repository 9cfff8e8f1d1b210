import assert from "node:assert/strict";
import { test } from "node:test";
import { newScope } from "../../../src/core/state/newscope.ts";
import { observe, type ScopeSighting } from "../../../src/core/memory/observe.ts";
import { junit, log, mochawesome } from "../papers.ts";
import { momentAt, processOf } from "../samples.ts";
import { minute, watching } from "../situations.ts";

test("a look that saw nothing new leaves the memory as it is, the very same", () => {
  const run = watching().look(0, { alive: [7], files: [junit("m1"), log(["machine m1: RUNNING"])] });
  const before = run.memory();
  assert.equal(run.look(minute).memory(), before);
});

test("the first sign of a run is a process or a file, whichever comes first", () => {
  assert.equal(watching().look(5).memory().firstSeen, null);
  assert.equal(
    watching()
      .look(5, { alive: [7] })
      .memory().firstSeen?.ms,
    5_000,
  );
  assert.equal(
    watching()
      .look(5, { files: [junit("m1")] })
      .memory().firstSeen?.ms,
    5_000,
  );
});

test("a file that appears, changes or goes is a change; a file that rests is none", () => {
  const run = watching().look(10, { files: [log(["one"])] });
  assert.equal(run.look(10).memory().changed?.ms, 10_000);
  assert.equal(run.look(10, { files: [log(["one", "two"])] }).memory().changed?.ms, 30_000);
  assert.equal(run.look(10, { files: [] }).memory().changed?.ms, 40_000);
});

test("a growing log is a sign of life, a report is progress, and so is a machine's new status", () => {
  const run = watching().look(10, { files: [log(["one"])] });
  assert.deepEqual([run.memory().lively?.ms, run.memory().progressed], [10_000, null]);
  run.look(10, { files: [log(["one"]), junit("m1")] });
  assert.deepEqual([run.memory().lively?.ms, run.memory().progressed?.ms], [10_000, 20_000]);
  run.look(10, { files: [log(["one", "machine m1: PASSED"]), junit("m1")] });
  assert.equal(run.memory().progressed?.ms, 30_000);
});

test("of two logs the one that says something new is right, not the one that lies behind", () => {
  const [ahead, behind] = [log(["machine m1: RUNNING", "machine m1: PASSED"]), log(["machine m1: RUNNING"])];
  const other = { ...behind, path: "logs/nightly/nightly.log" };
  const run = watching()
    .look(10, { files: [log(["machine m1: RUNNING"]), other] })
    .look(10, { files: [ahead, other] });
  assert.equal(run.memory().statuses["m1"]?.state, "PASSED");
  const progressed = run.memory().progressed;
  run.look(10, { files: [ahead, { ...log(["machine m1: RUNNING", "more"]), path: other.path }] });
  assert.equal(run.memory().statuses["m1"]?.state, "PASSED");
  assert.equal(run.memory().progressed, progressed);
});

test("machines are announced by the run's log and observed by files that hold something; they are never forgotten", () => {
  const empty = {
    ...junit("m3"),
    reading: { final: false, kind: "junit", why: "empty", detail: "", tests: 0 } as const,
  };
  const run = watching()
    .look(0, { files: [log(["machines: m1, m2"]), junit("m2")] })
    .look(10, { files: [] });
  assert.deepEqual(run.memory().announced, ["m1", "m2"]);
  assert.deepEqual(run.memory().observed, ["m2"]);
  const sighting = sightingOf({
    files: { seen: "present", fact: [{ ...empty, kind: "junit", stamp: { ino: "1", size: 0, mtimeNs: "1" } }] },
  });
  assert.deepEqual(observe(newScope(null, "nightly", momentAt(0)), sighting).observed, []);
});

test("a blind look at the files changes nothing of what is known of them", () => {
  const run = watching().look(0, { files: [junit("m1")] });
  const { artifacts, changed } = run.memory();
  run.look(minute, { files: [], blind: "files" });
  assert.equal(run.memory().artifacts, artifacts);
  assert.equal(run.memory().changed, changed);
});

test("a report that is gone is remembered as it was read last", () => {
  const [record] = watching()
    .look(0, { files: [junit("m1")] })
    .look(10, { files: [] })
    .memory().artifacts;
  assert.ok(record?.kind === "junit");
  assert.deepEqual([record.present, record.reading.final], [false, true]);
});

test("the absence of a runner begins with the first clear look without one, and anew after a blind one", () => {
  const run = watching()
    .look(0, { alive: [7] })
    .look(30, { alive: [] });
  assert.equal(run.memory().runner.gone?.ms, 30_000);
  assert.equal(run.look(30).memory().runner.gone?.ms, 30_000);
  assert.equal(run.look(30, { blind: "processes" }).memory().runner.gone, null);
  assert.equal(run.look(30).memory().runner.gone?.ms, 120_000);
});

test("a runner that comes back is alive again", () => {
  const run = watching()
    .look(0, { alive: [7] })
    .look(30, { alive: [] })
    .look(30, { alive: [8] });
  assert.deepEqual(run.memory().runner, {
    alive: [processOf(8)],
    boot: "b1",
    lastAlive: null,
    missed: null,
    gone: null,
  });
});

test("a runner was last alive at the look before the one that missed it, blind looks not counted", () => {
  const run = watching()
    .look(0, { alive: [7] })
    .look(30)
    .look(30, { blind: "processes" })
    .look(30, { alive: [] });
  assert.equal(run.memory().runner.lastAlive?.ms, 30_000);
});

test("a process registered by its pid long after the last pass was last alive when it was registered", () => {
  const registered = momentAt(900);
  const scope = newScope(null, "nightly", registered);
  const memory = { ...scope, firstSeen: registered, runner: { ...scope.runner, alive: [processOf(7)], boot: "b1" } };
  const seen = observe(memory, sightingOf({ now: momentAt(910), processesSeenBefore: momentAt(60) }));
  assert.deepEqual(seen.runner.lastAlive, registered);
});

test("a new boot begins every wait anew, and keeps what was seen", () => {
  const run = watching()
    .look(100, { alive: [7], files: [junit("m1"), log(["one"])] })
    .look(30, { alive: [] });
  const { watched, firstSeen, changed, progressed, lively, runner, artifacts } = run.look(5, { boot: "b2" }).memory();
  for (const moment of [watched, firstSeen, changed, progressed, lively, runner.gone]) {
    assert.deepEqual([moment?.boot, moment?.ms], ["b2", 5_000]);
  }
  assert.equal(runner.boot, "b1");
  assert.equal(artifacts.length, 2);
});

test("a wait of another clock counts nothing: a step of the wall clock changes no wait", () => {
  const run = watching()
    .look(0, { files: [junit("m1")] })
    .look(30, { wallStep: -86_400 });
  assert.equal(run.situation().idleMs, 30_000);
});

test("both halves of a group's beginning are remembered, seen in one look or in two", () => {
  const run = watching({ categorized: true }).look(0, { groups: { a: { alive: [7] } } });
  assert.equal(run.judged("a").begun, false);
  run.look(30, { groups: { a: { alive: [], files: [mochawesome("m1")] } } });
  assert.equal(run.judged("a").begun, true);
});

test("a report alone begins no group that was not declared", () => {
  const run = watching({ categorized: true }).look(0, { groups: { a: { files: [junit("m1")] } } });
  assert.equal(run.judged("a").begun, false);
  const declared = watching({ categorized: true, groups: [{ name: "a", machines: [] }] });
  assert.equal(declared.look(0, { groups: { a: { files: [junit("m1")] } } }).judged("a").begun, true);
});

function sightingOf(change: Partial<ScopeSighting>): ScopeSighting {
  return {
    now: momentAt(1),
    files: { seen: "present", fact: [] },
    runners: { seen: "present", fact: [] },
    processesSeenBefore: null,
    ...change,
  };
}

test("an empty file begins no group", () => {
  const empty = { ...junit("m1"), kind: "junit", stamp: { ino: "1", size: 0, mtimeNs: "1" } } as const;
  const reading = { final: false, kind: "junit", why: "empty", detail: "", tests: 0 } as const;
  const files = { seen: "present", fact: [{ ...empty, reading }] } as const;
  assert.equal(observe(newScope("a", "nightly-a", momentAt(0)), sightingOf({ files })).begun.artifact, null);
});

test("of several processes each that comes or goes is noted, their order is not", () => {
  const run = watching().look(0, { alive: [7, 8] });
  const before = run.memory();
  assert.equal(run.look(30, { alive: [8, 7] }).memory(), before);
  assert.deepEqual(run.look(30, { alive: [8, 9] }).memory().runner.alive, [processOf(8), processOf(9)]);
  assert.deepEqual(run.look(30, { alive: [9] }).memory().runner.alive, [processOf(9)]);
});
