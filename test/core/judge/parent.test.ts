import assert from "node:assert/strict";
import { test } from "node:test";
import { parentVerdict, type ParentSituation } from "../../../src/core/judge/parent.ts";
import { decide } from "../../../src/core/post/decide.ts";
import { begins, log } from "../papers.ts";
import { momentAt, processOf } from "../samples.ts";
import { hour, minute, quiet, said, settle, watching, type Timeline } from "../situations.ts";

const day = 24 * hour;
const driverNamed = { categorized: true, pid: processOf(5) };

/** A build whose driver, seen alive, did one group, which is closed. */
function driven(change: { alive?: readonly number[] } = { alive: [5] }): Timeline {
  const run = watching(driverNamed);
  run.look(1, { ...change, groups: { a: { alive: [7], files: [log(begins)] } } });
  return run.look(30, { groups: { a: { alive: [], cancelled: true } } }).close("a");
}

test("it closes when its driver is gone for settle and every begun group is closed", () => {
  const run = driven().look(30, { alive: [] });
  assert.match(run.look(settle - 1).says(), /^RUNNING in-progress: driver-gone/);
  assert.equal(run.look(1).says(), "COMPLETED complete: groups-closed driver-gone");
});

test("a driver known by its command line must be gone for quiet: it may only be between two groups", () => {
  const run = watching({ categorized: true });
  run.look(1, { alive: [5], groups: { a: { alive: [7], files: [log(begins)] } } });
  run.look(30, { alive: [], groups: { a: { alive: [], cancelled: true } } }).close("a");
  assert.match(run.look(quiet - 1).says(), /^RUNNING in-progress: driver-gone/);
  assert.equal(run.look(1).says(), "COMPLETED complete: groups-closed driver-gone");
});

test("it stays open while its driver is alive, between two groups", () => {
  assert.equal(driven().look(hour).says(), "RUNNING in-progress: driver-alive");
});

test("it stays open while a begun group is", () => {
  const run = driven().look(30, { alive: [], groups: { b: { alive: [8], files: [log(begins)] } } });
  assert.equal(run.look(hour).says(), "RUNNING in-progress: driver-gone groups-open");
});

test("a blind look closes nothing", () => {
  const run = driven().look(30, { alive: [] });
  assert.match(run.look(settle, { blind: "processes" }).says(), /^RUNNING in-progress: cannot-look/);
  assert.match(run.look(1, { blind: "files" }).look(1, { blind: "files" }).says(), /^RUNNING/);
});

test("a driver that was never seen is waited for: startWithin after the last group closed", () => {
  const run = driven({ alive: [] });
  const progressed = { ...run.memory(), progressed: run.now() };
  const situation = { ...base(), memory: progressed, begun: [{ group: "a", closed: true }], lastSign: run.now() };
  const late = momentAt(run.now().ms / 1_000 + day);
  assert.equal(
    said({ verdict: parentVerdict({ ...situation, now: momentAt(hour) }) }),
    "RUNNING in-progress: runner-never",
  );
  assert.equal(
    said({ verdict: parentVerdict({ ...situation, now: late }) }),
    "COMPLETED complete: groups-closed runner-never",
  );
});

test("without any group it is unknown, with the files nobody claims", () => {
  const run = watching(driverNamed)
    .look(1, { alive: [5] })
    .look(30, { alive: [], unclaimed: ["xml/nightly+a.xml"] });
  assert.equal(run.look(settle).says(), "UNKNOWN ended-incomplete: no-sub-run layout driver-gone");
});

test("files nobody claims make it unknown, also beside closed groups", () => {
  const run = driven().look(30, { alive: [], unclaimed: ["xml/nightly+a.xml"] });
  assert.equal(run.look(settle).says(), "UNKNOWN ended-incomplete: layout driver-gone");
});

test("declared groups that never began are named", () => {
  const groups = ["a", "b"].map((name) => ({ name, machines: [] }));
  const run = watching({ ...driverNamed, groups }).look(1, { alive: [5], groups: { a: { files: [log(begins)] } } });
  run.look(30, { alive: [], groups: { a: { cancelled: true } } }).close("a");
  assert.equal(run.look(settle).says(), "COMPLETED complete: groups-closed groups-not-begun driver-gone");
});

test("an operator's cancel closes it once its begun groups are closed", () => {
  assert.equal(driven().look(1, { cancelled: true }).says(), "CANCELLED cancelled: operator-cancelled");
  const open = watching(driverNamed).look(1, { groups: { a: { alive: [7], files: [log(begins)] } } });
  assert.match(open.look(1, { cancelled: true }).says(), /^RUNNING in-progress: groups-open/);
});

for (const [title, exit] of [
  ["a signal", { status: null, signal: "SIGTERM" }],
  ["the out-of-memory killer, with a status beside it", { status: 1, result: "oom-kill" }],
] as const) {
  test(`a driver ended by ${title} was killed`, () => {
    assert.equal(driven().look(30, { alive: [], exit }).says(), "TERMINATED killed: exit-signal");
  });
}

test("an exit record with a status closes it at once, and outlives a reboot", () => {
  assert.equal(
    driven()
      .look(30, { alive: [], exit: { status: 0 } })
      .says(),
    "COMPLETED complete: groups-closed driver-gone",
  );
  assert.match(
    driven()
      .look(30, { alive: [], boot: "b2", exit: { status: 0 } })
      .says(),
    /^COMPLETED/,
  );
});

test("a driver seen in an earlier boot died with it", () => {
  assert.equal(driven().look(30, { alive: [], boot: "b2" }).says(), "TERMINATED killed: earlier-boot");
});

test("a kill line in its log tells how the driver ended, once it is gone", () => {
  const run = driven().look(30, { alive: [], files: [log(["Terminated"])] });
  assert.equal(run.look(settle).says(), "TERMINATED killed: kill-marker driver-gone");
});

test("a kill line alone ends nothing: of a driver never seen the next group may follow", () => {
  const run = driven({ alive: [] }).look(30, { files: [log(["Terminated"])] });
  assert.equal(run.look(hour).says(), "RUNNING in-progress: runner-never");
});

test("nothing of it was ever seen: never started", () => {
  assert.equal(watching(driverNamed).look(day).says(), "UNKNOWN never-started: never-started");
});

test("older than maxDuration it is given up: hung with its driver alive, else unknown", () => {
  assert.equal(
    driven()
      .look(3 * day)
      .says(),
    "HUNG stalled: too-old driver-alive",
  );
  assert.match(
    driven({ alive: [] })
      .look(3 * day)
      .says(),
    /^(?:COMPLETED complete: .*runner-never|UNKNOWN stalled)/,
  );
});

test("once closed it stays closed, whatever appears", () => {
  const run = driven().look(30, { alive: [] }).look(settle).close();
  assert.match(run.look(minute, { alive: [5], cancelled: true, unclaimed: ["x"] }).says(), /^COMPLETED closed/);
});

test("it is never posted: a scope without machines has nothing to tell, and none of its states is a group's", () => {
  const run = driven().look(30, { alive: [] }).look(settle).close();
  assert.equal(run.memory().result, null);
  const { closed } = run.memory();
  assert.equal(closed?.state, "COMPLETED");
  assert.deepEqual(decide({ ...decision, closed }), { action: "skip", because: { code: "parent" } });
  assert.equal(decide({ ...decision, closed, parent: false }).action, "post");
});

const decision = {
  parent: true,
  delivery: { phase: "none" },
  cancelled: { seen: "absent" },
  parentCancelled: { seen: "absent" },
  noWebhook: null,
  damaged: [],
  at: momentAt(0).at,
} as const;

function base(): ParentSituation {
  const run = watching(driverNamed).look(1);
  return {
    now: run.now(),
    policy: {
      startWithin: day * 1_000,
      hangAfter: undefined,
      maxDuration: 3 * day * 1_000,
      settle: 60_000,
      quiet: 3_600_000,
      spacing: 2_000,
    },
    memory: run.memory(),
    cancelled: { seen: "absent" },
    exit: { seen: "absent" },
    blind: { files: null, processes: null },
    begun: [],
    declaredGroups: [],
    unclaimed: [],
    lastSign: null,
    runnerNamed: true,
  };
}
