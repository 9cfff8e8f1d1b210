import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readBootId, readBootTime, readProcess } from "../../src/sources/procfs.ts";

const after = "1 1 0 -1 4194304 272 0 0 0 0 0 0 0 20 0 1 0 166609 2990080 358";

function proc(t: TestContext, files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), "atvm-proc-"));
  t.after(() => rmSync(dir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dir, path, ".."), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

const names: readonly [title: string, comm: string][] = [
  ["a plain name", "node"],
  ["spaces", "tmux: server"],
  ["parentheses that look like the end of the name", "a) S 99 (b"],
  ["a line end", "a\nb"],
];

for (const [title, comm] of names) {
  test(`a process is read whose name holds ${title}`, (t) => {
    const dir = proc(t, { "7/stat": `7 (${comm}) S 3 ${after}\n`, "7/cmdline": "a\0b c\0\0d\0" });
    const row = { pid: 7, ppid: 3, start: "166609", zombie: false, argv: ["a", "b c", "", "d"] };
    assert.deepEqual(readProcess(dir, 7), row);
  });
}

test("a title filled up with NULs is one word", (t) => {
  const dir = proc(t, { "7/stat": `7 (npm) S 3 ${after}\n`, "7/cmdline": "npm run nightly\0\0\0\0" });
  assert.deepEqual(readProcess(dir, 7)?.argv, ["npm run nightly"]);
});

test("a kernel thread has no arguments", (t) => {
  const dir = proc(t, { "7/stat": `7 (kthreadd) S 0 ${after}\n`, "7/cmdline": "" });
  assert.deepEqual(readProcess(dir, 7)?.argv, []);
});

for (const state of ["Z", "X"]) {
  test(`a process in state ${state} is a zombie`, (t) => {
    const dir = proc(t, { "7/stat": `7 (node) ${state} 3 ${after}\n`, "7/cmdline": "" });
    assert.equal(readProcess(dir, 7)?.zombie, true);
  });
}

test("a process that is gone, or goes between two reads, is left out", (t) => {
  const dir = proc(t, { "7/stat": `7 (node) S 3 ${after}\n` });
  assert.equal(readProcess(dir, 7), undefined);
  assert.equal(readProcess(dir, 8), undefined);
});

test("a process that may not be looked at is an error, never left out", (t) => {
  const dir = proc(t, { "7/stat": `7 (node) S 3 ${after}\n`, "7/cmdline/x": "" });
  assert.throws(() => readProcess(dir, 7), /EISDIR/);
});

test("a stat file that is cut is an error, never left out", (t) => {
  const dir = proc(t, { "7/stat": "7 (node) S 3 1", "7/cmdline": "node\0", "8/stat": "", "8/cmdline": "" });
  assert.throws(() => readProcess(dir, 7), /not as the kernel writes it/);
  assert.throws(() => readProcess(dir, 8), /not as the kernel writes it/);
});

test("the boot id is taken as it stands, and nothing else is taken for one", (t) => {
  const id = "0b1c2d3e-0000-4000-8000-0123456789ab";
  assert.equal(readBootId(proc(t, { "sys/kernel/random/boot_id": `${id}\n` })), id);
  assert.throws(() => readBootId(proc(t, { "sys/kernel/random/boot_id": "" })), /not a UUID/);
  assert.throws(() => readBootId(proc(t, {})), /ENOENT/);
});

test("the boot time is read, and its lack is an error", (t) => {
  assert.equal(readBootTime(proc(t, { stat: "cpu 1 2\nbtime 1700000000\nprocesses 3\n" })), 1_700_000_000);
  assert.throws(() => readBootTime(proc(t, { stat: "cpu 1 2\n" })), /no boot time/);
});
