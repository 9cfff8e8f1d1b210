import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { liveProcess } from "../../src/sources/liveprocess.ts";
import { processes } from "../../src/sources/processes.ts";
import { start } from "./realprocesses.ts";

const boot = "0b1c2d3e-0000-4000-8000-0123456789ab";

function proc(t: TestContext, state: string): string {
  const dir = mkdtempSync(join(tmpdir(), "atvm-live-"));
  t.after(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, "7"));
  mkdirSync(join(dir, "sys/kernel/random"), { recursive: true });
  writeFileSync(join(dir, "7/stat"), `7 (a b) ${state} 3 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0\n`);
  writeFileSync(join(dir, "7/cmdline"), "a b\0");
  writeFileSync(join(dir, "stat"), "cpu 1\nbtime 1700000000\n");
  writeFileSync(join(dir, "sys/kernel/random/boot_id"), `${boot}\n`);
  return dir;
}

test("a live process has an identity, and a start by the wall clock", (t) => {
  const fact = { id: { boot, pid: 7, start: "12345" }, startedAt: "2023-11-14T22:15:23.450Z" };
  assert.deepEqual(liveProcess(7, proc(t, "S")), { seen: "present", fact });
});

test("a zombie is absent", (t) => {
  assert.deepEqual(liveProcess(7, proc(t, "Z")), { seen: "absent" });
});

test("what cannot be read is unreadable, not absent", (t) => {
  const dir = proc(t, "S");
  rmSync(join(dir, "stat"));
  assert.equal(liveProcess(7, dir).seen, "unreadable");
});

test("a real process has the identity the process table shows, started no later than now, and goes", async (t) => {
  const idle = await start(t, "sleep", ["600"]);
  const seen = liveProcess(idle.pid);
  assert.equal(seen.seen, "present");
  assert.ok(Date.parse(seen.fact.startedAt) <= Date.now());
  assert.ok(Date.parse(seen.fact.startedAt) > Date.now() - process.uptime() * 1_000 - 10_000);
  const table = await processes();
  assert.equal(table.seen, "present");
  const row = table.fact.rows.find(({ pid }) => pid === idle.pid);
  assert.deepEqual(seen.fact.id, { boot: table.fact.boot, pid: idle.pid, start: row?.start });
  await idle.kill();
  assert.deepEqual(liveProcess(idle.pid), { seen: "absent" });
});
