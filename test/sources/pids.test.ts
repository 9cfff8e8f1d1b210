import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { listPids } from "../../src/sources/pids.ts";
import { fakePs, killAtEnd, start, withPath } from "./realprocesses.ts";

test("the list holds pid 1, this process, and one just started", async (t) => {
  const { pid } = await start(t, "sleep", ["600"]);
  const pids = new Set(await listPids());
  assert.deepEqual(
    [1, process.pid, pid].filter((one) => !pids.has(one)),
    [],
  );
});

test("a list that came in time leaves no timer behind to wait for", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  await listPids();
  assert.equal(timers(), before);
});

test("a ps that is missing is named, not taken for an empty list", async (t) => {
  const dir = fakePs(t, "");
  await withPath(join(dir, "nowhere"), () => assert.rejects(listPids(), /^Error: the program ps is missing/));
});

test("a ps that fails is an error with what it said", async (t) => {
  const dir = fakePs(t, "echo no process table >&2; exit 1");
  await withPath(dir, () => assert.rejects(listPids(), /no process table/));
});

test("a ps that complains and still succeeds is an error with what it said", async (t) => {
  const dir = fakePs(t, "echo strange >&2");
  await withPath(dir, () => assert.rejects(listPids(), /^Error: strange$/));
});

test("a ps that is killed is an error", async (t) => {
  const dir = fakePs(t, "kill -SYS $$");
  await withPath(dir, () => assert.rejects(listPids(), /SIGSYS|Command failed/));
});

test("more command lines than find-process can take are an error", async (t) => {
  const dir = fakePs(t, "head -c 3000000 /dev/zero | tr '\\0' x");
  await withPath(dir, () => assert.rejects(listPids(), /2 MiB/));
});

test("ps runs in a locale of its own, and ours is as before", async (t) => {
  const dir = fakePs(t, 'echo "$LC_ALL" > "${0%/*}/locale"');
  const before = process.env["LC_ALL"];
  process.env["LC_ALL"] = "xx_XX.UTF-8";
  try {
    await withPath(dir, () => listPids());
    assert.equal(process.env["LC_ALL"], "xx_XX.UTF-8");
    delete process.env["LC_ALL"];
    await withPath(dir, () => listPids());
    assert.equal("LC_ALL" in process.env, false);
  } finally {
    if (before !== undefined) process.env["LC_ALL"] = before;
  }
  assert.equal(readFileSync(join(dir, "locale"), "utf8"), "C.UTF-8\n");
});

test("a ps that hangs is given up, and the program can end while it still hangs", { timeout: 60_000 }, async (t) => {
  const dir = fakePs(t, 'sleep 600 & echo $! > "${0%/*}/pid"; wait');
  const code = `
    import { listPids } from ${JSON.stringify(join(import.meta.dirname, "../../src/sources/pids.ts"))};
    listPids(500).catch((error) => console.log(error.message));`;
  const env = { ...process.env, PATH: dir };
  const args = ["--import", "tsx", "--input-type=module", "-e", code];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  const left = Number(readFileSync(join(dir, "pid"), "utf8"));
  killAtEnd(t, left);
  assert.equal(stdout, "ps did not answer within 0.5 s\n");
  assert.equal(process.kill(left, 0), true);
});
