import assert from "node:assert/strict";
import { mkdirSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { firstProcess, programsOnPath, realProgram } from "../../src/host/programs.ts";
import { temporaryFolder } from "../program/workplace.ts";

test("programs are found in the order of the PATH, links followed, each once, and only what can be run", async (context) => {
  const dir = realpathSync(temporaryFolder(context));
  for (const name of ["a", "b", "c"]) mkdirSync(join(dir, name));
  writeFileSync(join(dir, "a/watcher"), "", { mode: 0o644 });
  writeFileSync(join(dir, "c/watcher"), "", { mode: 0o755 });
  symlinkSync(join(dir, "c/watcher"), join(dir, "b/watcher"));
  const path = [join(dir, "a"), "relative", "", join(dir, "b"), join(dir, "missing"), join(dir, "c")].join(":");
  assert.deepEqual(await programsOnPath("watcher", path), [join(dir, "c/watcher")]);
  assert.deepEqual(await realProgram(join(dir, "b/watcher")), { seen: "present", fact: join(dir, "c/watcher") });
  assert.deepEqual(await realProgram(join(dir, "b/other")), { seen: "absent" });
});

test("the first process is told by its name, and whether its namespace is the kernel's own", (context) => {
  const proc = temporaryFolder(context);
  for (const folder of ["1", "self/ns"]) mkdirSync(join(proc, folder), { recursive: true });
  writeFileSync(join(proc, "1/comm"), "tini\n");
  symlinkSync("pid:[4026532201]", join(proc, "self/ns/pid"));
  assert.deepEqual(firstProcess(proc), { seen: "present", fact: { initial: false, name: "tini" } });
  const here = firstProcess();
  assert.ok(here.seen === "present" && here.fact.name !== "");
  assert.equal(here.fact.initial, readlinkSync("/proc/self/ns/pid") === "pid:[4026531836]");
  assert.equal(firstProcess(join(proc, "none")).seen, "unreadable");
});
