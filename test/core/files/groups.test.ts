import assert from "node:assert/strict";
import { test } from "node:test";
import { candidateGroups, type GroupHints } from "../../../src/core/files/groups.ts";
import { configOf } from "../samples.ts";

function groups(
  hints: { logs?: readonly string[]; fromProcesses?: readonly string[]; owned?: readonly string[] },
  settings: object = {},
): readonly string[] {
  const all: GroupHints = {
    build: "nightly",
    fromProcesses: hints.fromProcesses ?? [],
    logs: (hints.logs ?? []).map((path) => ({ path, kind: "log", stamp: { ino: path, size: 1, mtimeNs: "1" } })),
    owned: new Set(hints.owned),
  };
  return candidateGroups(configOf(settings), all);
}

test("a group's own log tells of it, each once, in order of their names", () => {
  const logs = ["logs/nightly-windows.log", "logs/nightly-linux.log", "logs/nightly-linux/nightly-linux.log"];
  assert.deepEqual(groups({ logs }), ["linux", "windows"]);
});

test("so does the folder of a machine's log", () => {
  assert.deepEqual(groups({ logs: ["logs/nightly-linux/m1.log", "logs/nightly-hp-ux/m1/a.log"] }), ["hp-ux", "linux"]);
});

test("a log that joins group and machine with an underscore tells no group: nobody knows where it ends", () => {
  assert.deepEqual(groups({ logs: ["logs/nightly-linux_m1.log"] }), ["linux_m1"], "as a run-level log it may be one");
});

test("a process that names a group tells of it", () => {
  assert.deepEqual(groups({ fromProcesses: ["linux"] }), ["linux"]);
});

test("the build's own log and other builds' logs tell of none", () => {
  assert.deepEqual(groups({ logs: ["logs/nightly.log", "logs/weekly-linux.log", "logs/xnightly-linux.log"] }), []);
});

for (const name of [
  "merged",
  "combined",
  "output",
  "report",
  "results",
  "index",
  "mochawesome",
  "test-results",
  "all",
  "Merged",
]) {
  test(`${name} is a reporter's or a merge tool's word and no group`, () => {
    assert.deepEqual(groups({ logs: [`logs/nightly-${name}.log`], fromProcesses: [name] }), []);
  });
}

test("a group is never guessed from a name that another build owns, or whose group or machine it may be", () => {
  const owned = ["nightly-linux"];
  assert.deepEqual(groups({ logs: ["logs/nightly-linux.log"], owned }), []);
  assert.deepEqual(groups({ logs: ["logs/nightly-linux-m1.log", "logs/nightly-linux_m1.log"], owned }), []);
  assert.deepEqual(groups({ fromProcesses: ["linux"], owned }), []);
  assert.deepEqual(groups({ logs: ["logs/nightly-linux2.log"], owned }), ["linux2"]);
});

test("a name that cannot be one is none", () => {
  assert.deepEqual(groups({ logs: ["logs/nightly-.hidden.log"], fromProcesses: ["a/b", " "] }), []);
});

test("the configured sub-run patterns tell what a group is called", () => {
  assert.deepEqual(groups({ logs: ["logs/linux.nightly.log"] }, { subRun: ["{group}.{build}"] }), ["linux"]);
});
