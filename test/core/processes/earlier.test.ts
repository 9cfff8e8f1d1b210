import assert from "node:assert/strict";
import { test } from "node:test";
import { ancestorsOf, earlierProcesses } from "../../../src/core/processes/earlier.ts";
import type { ProcessId, ProcessRow, ProcessTable } from "../../../src/core/processes/process.ts";

function table(...rows: readonly (readonly [pid: number, ppid: number, zombie?: boolean])[]): ProcessTable {
  const all = [[1, 0] as const, ...rows].map(([pid, ppid, zombie = false]): ProcessRow => ({
    pid,
    ppid,
    start: `${pid}00`,
    argv: ["node"],
    zombie,
  }));
  return { boot: "b1", self: 1, rows: all };
}

function id(pid: number, start = `${pid}00`): ProcessId {
  return { boot: "b1", pid, start };
}

function alive(seen: ProcessTable, foreign: readonly ProcessId[], pid: ProcessId | null = null): readonly number[] {
  return earlierProcesses(seen, foreign, pid).map((one) => one.pid);
}

test("what an earlier attempt left alive counts with all below it", () => {
  assert.deepEqual(alive(table([4, 1], [5, 4], [6, 5], [9, 1]), [id(4)]), [4, 5, 6]);
});

test("what is gone, a zombie, or another process of the same pid does not", () => {
  assert.deepEqual(alive(table([4, 1, true], [9, 1]), [id(4), id(5), id(9, "1")]), []);
});

test("the process named for this attempt and what it started are not among them", () => {
  const seen = table([4, 1], [7, 4], [8, 7], [5, 4]);
  assert.deepEqual(alive(seen, [id(4)], id(7)), [4, 5]);
  assert.deepEqual(alive(seen, [id(7), id(8)], id(7)), [8], "but for one recorded itself");
});

test("the ancestors of a process, up to pid 1", () => {
  assert.deepEqual([...ancestorsOf(8, table([4, 1], [7, 4], [8, 7], [9, 4]))].sort(), [0, 1, 4, 7]);
});

test("parents that were read at two moments may make a ring, which ends", () => {
  const row = (pid: number, ppid: number) => ({ pid, ppid, start: "1", argv: [], zombie: false });
  assert.deepEqual([...ancestorsOf(2, { boot: "b1", self: 9, rows: [row(2, 3), row(3, 2)] })], [3, 2]);
});
