import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultRunner } from "../../../src/core/defaults.ts";
import type { ProcessId, ProcessRow, ProcessTable } from "../../../src/core/processes/process.ts";
import { countDrivers, countRunners, type KnownProcesses } from "../../../src/core/processes/runners.ts";

const self = 50;
const nothingKnown: KnownProcesses = { remembered: [], foreign: [] };
const byName = { runs: ["nightly"], pid: null, rules: defaultRunner };

function row(pid: number, ppid: number, command: string, more: Partial<ProcessRow> = {}): ProcessRow {
  return { pid, ppid, start: `${pid}00`, argv: command.split(" "), zombie: false, ...more };
}

function table(...rows: ProcessRow[]): ProcessTable {
  return {
    boot: "b1",
    self,
    rows: [row(1, 0, "/sbin/init"), row(self, 1, "node atvm-run-watcher reconcile"), ...rows],
  };
}

function id(pid: number, start = `${pid}00`, boot = "b1"): ProcessId {
  return { boot, pid, start };
}

function pids(ids: readonly ProcessId[]): readonly number[] {
  return ids.map(({ pid }) => pid);
}

test("a process that names the run counts with its whole identity", () => {
  assert.deepEqual(countRunners(byName, table(row(7, 1, "node run.js nightly")), nothingKnown), [id(7)]);
});

test("each of several names of a run counts", () => {
  const seen = table(row(7, 1, "node run.js nightly-a"), row(8, 1, "node run.js nightly_a"));
  const question = { ...byName, runs: ["nightly-a", "nightly_a", "nightly/a"] };
  assert.deepEqual(pids(countRunners(question, seen, nothingKnown)), [7, 8]);
});

test("a process that names two runs counts for both", () => {
  const seen = table(row(7, 1, "node run.js nightly weekly"));
  assert.deepEqual(pids(countRunners(byName, seen, nothingKnown)), [7]);
  assert.deepEqual(pids(countRunners({ ...byName, runs: ["weekly"] }, seen, nothingKnown)), [7]);
});

test("the child of a runner that does not name the run does not count by name", () => {
  const seen = table(row(7, 1, "node run.js nightly"), row(8, 7, "node worker.js"));
  assert.deepEqual(pids(countRunners(byName, seen, nothingKnown)), [7]);
});

test("a zombie is not alive, new or remembered", () => {
  const seen = table(row(7, 1, "node run.js nightly", { zombie: true }));
  assert.deepEqual(countRunners(byName, seen, { remembered: [id(7)], foreign: [] }), []);
});

test("a remembered process counts on under another command line", () => {
  const known = { remembered: [id(7)], foreign: [] };
  assert.deepEqual(pids(countRunners(byName, table(row(7, 1, "cleanup")), known)), [7]);
});

test("a remembered process that is gone does not count", () => {
  assert.deepEqual(countRunners(byName, table(), { remembered: [id(7)], foreign: [] }), []);
});

test("a pid used again by another process is not the remembered one", () => {
  const seen = table(row(7, 1, "sleep 5", { start: "999" }));
  assert.deepEqual(countRunners(byName, seen, { remembered: [id(7)], foreign: [] }), []);
});

test("a process of another boot is not the remembered one, even with the same pid and start time", () => {
  const known = { remembered: [id(7, "700", "b0")], foreign: [] };
  assert.deepEqual(countRunners(byName, table(row(7, 1, "sleep 5")), known), []);
});

test("a process of an earlier attempt never counts, not even when remembered", () => {
  const seen = table(row(7, 1, "node run.js nightly"), row(8, 1, "node run.js nightly"));
  assert.deepEqual(pids(countRunners(byName, seen, { remembered: [id(7)], foreign: [id(7)] })), [8]);
});

test("a pid of an earlier attempt used again by a new runner counts", () => {
  const seen = table(row(7, 1, "node run.js nightly", { start: "999" }));
  assert.deepEqual(countRunners(byName, seen, { remembered: [], foreign: [id(7)] }), [id(7, "999")]);
});

test("the watcher itself never counts, whatever its command line says", () => {
  const seen: ProcessTable = { boot: "b1", self, rows: [row(self, 1, "node run.js nightly")] };
  assert.deepEqual(countRunners(byName, seen, nothingKnown), []);
});

const named = { ...byName, pid: id(10) };

test("a process named by its pid counts with its descendants, in whatever order the table lists them", () => {
  const seen = table(row(30, 20, "sleep 5"), row(20, 10, "sh -c x"), row(10, 1, "bash"), row(40, 30, "cat"));
  assert.deepEqual([...pids(countRunners(named, seen, nothingKnown))].sort(), [10, 20, 30, 40]);
});

test("with a pid, processes that only name the run do not count", () => {
  const seen = table(row(10, 1, "bash"), row(60, 1, "node run.js nightly"));
  assert.deepEqual(pids(countRunners(named, seen, nothingKnown)), [10]);
});

test("a descendant once seen counts after its parents died, and so do children it starts then", () => {
  const seen = table(row(30, 1, "sleep 5"), row(31, 30, "sleep 5"), row(70, 1, "sleep 5"));
  const known = { remembered: [id(10), id(20), id(30)], foreign: [] };
  assert.deepEqual(pids(countRunners(named, seen, known)), [30, 31]);
});

test("a descendant never seen while its parents lived cannot be told from others", () => {
  const seen = table(row(30, 1, "sleep 5"));
  assert.deepEqual(countRunners(named, seen, { remembered: [id(10)], foreign: [] }), []);
});

test("another process with the named pid is not the named one, and neither are its children", () => {
  const seen = table(row(10, 1, "bash", { start: "999" }), row(20, 10, "sleep 5"));
  assert.deepEqual(countRunners(named, seen, nothingKnown), []);
});

test("the watcher below the named process does not count, nor does what it started", () => {
  const below: ProcessTable = {
    boot: "b1",
    self,
    rows: [row(10, 1, "bash"), row(self, 10, "node cli"), row(51, self, "sh -c ps"), row(52, 51, "ps ax")],
  };
  assert.deepEqual(pids(countRunners(named, below, nothingKnown)), [10]);
});

test("another watcher and a browser below the named process do not count, nor does what they started", () => {
  const seen = table(
    row(10, 1, "bash"),
    row(20, 10, "node /usr/bin/atvm-run-watcher start nightly"),
    row(21, 20, "sleep 5"),
    row(30, 10, "/opt/google/chrome/chrome"),
    row(31, 30, "cat"),
  );
  assert.deepEqual(pids(countRunners(named, seen, nothingKnown)), [10]);
});

test("a process named by its pid counts even if it did an earlier attempt; its older children do not", () => {
  const seen = table(row(10, 1, "bash"), row(20, 10, "sleep 5"), row(21, 10, "sleep 5"));
  assert.deepEqual(pids(countRunners(named, seen, { remembered: [], foreign: [id(10), id(20)] })), [10, 21]);
});

test("a process named by its pid counts even if it is a bystander", () => {
  const seen = table(row(10, 1, "ssh host run"));
  assert.deepEqual(pids(countRunners(named, seen, nothingKnown)), [10]);
});

const drivers = { build: "nightly", runs: ["nightly-linux", "nightly-win"], pid: null, rules: defaultRunner };

test("a driver names the build and none of its run names", () => {
  const seen = table(
    row(7, 1, "bash run-all.sh nightly"),
    row(8, 7, "node run.js nightly-linux"),
    row(9, 7, "node run.js --build nightly --run nightly-win"),
  );
  assert.deepEqual(countDrivers(drivers, seen, nothingKnown), [id(7)]);
});

test("a pager that names the build is no driver", () => {
  assert.deepEqual(countDrivers(drivers, table(row(7, 1, "less nightly.log")), nothingKnown), []);
});

test("a driver named by its pid is the only one, without its descendants", () => {
  const seen = table(row(10, 1, "bash"), row(11, 10, "sleep 5"), row(12, 1, "node run.js nightly"));
  assert.deepEqual(countDrivers({ ...drivers, pid: id(10) }, seen, { remembered: [id(12)], foreign: [] }), [id(10)]);
});

test("a remembered driver counts on; zombies and those of an earlier attempt do not", () => {
  const seen = table(
    row(7, 1, "cleanup"),
    row(8, 1, "node run.js nightly", { zombie: true }),
    row(9, 1, "node run.js nightly"),
  );
  assert.deepEqual(countDrivers(drivers, seen, { remembered: [id(7), id(8)], foreign: [id(9)] }), [id(7)]);
});
