import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const unit = readFileSync(join(import.meta.dirname, "../../units/atvm-run-watcher.service"), "utf8");

/** The assignments of all `Environment=` lines; one with blanks stands in double quotes (systemd.exec(5)). */
const assignments = unit
  .split("\n")
  .flatMap((line) => /^Environment=(.*)$/.exec(line)?.[1] ?? [])
  .flatMap((line) => line.match(/"[^"]*"|\S+/g) ?? [])
  .map((word) => word.replace(/^"|"$/g, ""));

test("no variable is set twice: systemd would keep the last value only", () => {
  const names = assignments.map((assignment) => assignment.split("=")[0]);
  assert.deepEqual(names, [...new Set(names)]);
});

test("a name server is asked once, and given two seconds", () => {
  assert.ok(assignments.includes("RES_OPTIONS=timeout:2 attempts:1"), assignments.join("; "));
});
