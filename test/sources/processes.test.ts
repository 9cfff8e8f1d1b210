import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { defaultRunner } from "../../src/core/defaults.ts";
import type { ProcessId, ProcessRow, ProcessTable } from "../../src/core/processes/process.ts";
import { countRunners } from "../../src/core/processes/runners.ts";
import { listPids } from "../../src/sources/pids.ts";
import { processes } from "../../src/sources/processes.ts";
import { fakePs, killAtEnd, start, startIdle, until, withPath } from "./realprocesses.ts";

const limit = { timeout: 60_000 };

async function look(): Promise<ProcessTable> {
  const seen = await processes();
  assert.equal(seen.seen, "present");
  return seen.fact;
}

async function rowOf(pid: number): Promise<ProcessRow | undefined> {
  return (await look()).rows.find((row) => row.pid === pid);
}

async function runners(run: string, remembered: readonly ProcessId[] = []): Promise<readonly ProcessId[]> {
  const question = { runs: [run], pid: null, rules: defaultRunner };
  return countRunners(question, await look(), { remembered, foreign: [] });
}

async function detailOf(seen: ReturnType<typeof processes>): Promise<string> {
  const result = await seen;
  assert.equal(result.seen, "unreadable");
  return result.detail;
}

test("a runner is seen with its arguments, parent and start, and is gone once killed", limit, async (t) => {
  const run = `full night ${randomUUID()} größe 夜間 [1]*`;
  const idle = await startIdle(t, ["--run", run, "", "end"]);
  await idle.firstLine();
  const seen = await rowOf(idle.pid);
  assert.deepEqual(seen?.argv.slice(3), ["--", "--run", run, "", "end"]);
  assert.equal(seen.ppid, process.pid);
  const [id, ...more] = await runners(run);
  assert.deepEqual([id?.pid, id?.start, more], [idle.pid, seen.start, []]);
  await idle.kill();
  assert.deepEqual(await runners(run, id === undefined ? [] : [id]), []);
});

test("a shell whose text begins a matching command is a runner, one that only waits is none", limit, async (t) => {
  const run = `r-${randomUUID()}`;
  const quiet = "console.log('ready'); setInterval(() => {}, 60_000)";
  const works = await start(t, "sh", ["-c", `cd / && exec node -e "${quiet}" -- ${run}; true`]);
  const waits = await start(t, "sh", ["-c", `echo ready; kill -STOP $$; : ${run}`]);
  await Promise.all([works.firstLine(), waits.firstLine()]);
  const pids = (await runners(run)).map(({ pid }) => pid);
  assert.deepEqual([pids.includes(works.pid), pids.includes(waits.pid)], [true, false]);
});

test("a killed process that nobody reaps is a zombie and does not count", limit, async (t) => {
  const run = `r-${randomUUID()}`;
  const quiet = "setInterval(() => {}, 60_000)";
  const text = `"$0" -e "${quiet}" -- ${run} & echo $!; exec sleep 600`;
  const parent = await start(t, "sh", ["-c", text, process.execPath]);
  const child = Number(await parent.firstLine());
  killAtEnd(t, child);
  const remembered = await until(async () => {
    const ids = (await runners(run)).filter(({ pid }) => pid === child);
    return ids.length > 0 ? ids : undefined;
  });
  process.kill(child, "SIGKILL");
  await until(async () => ((await rowOf(child))?.zombie === true ? true : undefined));
  assert.deepEqual(
    (await runners(run, remembered)).filter(({ pid }) => pid === child),
    [],
  );
});

test("a descendant of a process named by its pid counts on when that process was killed", limit, async (t) => {
  const parent = await start(t, "sh", ["-c", "sleep 600 & echo $!; wait"]);
  const child = Number(await parent.firstLine());
  killAtEnd(t, child);
  const before = await look();
  const row = before.rows.find(({ pid }) => pid === parent.pid);
  assert.ok(row);
  const question = { runs: [], rules: defaultRunner, pid: { boot: before.boot, pid: row.pid, start: row.start } };
  const remembered = countRunners(question, before, { remembered: [], foreign: [] });
  assert.deepEqual(
    remembered.map(({ pid }) => pid),
    [parent.pid, child],
  );
  await parent.kill();
  const left = countRunners(question, await look(), { remembered, foreign: [] });
  assert.deepEqual(
    left.map(({ pid }) => pid),
    [child],
  );
});

test("a process that vanishes between list and look is left out", limit, async (t) => {
  const gone = await start(t, "sleep", ["600"]);
  const list = async (): Promise<readonly number[]> => {
    const pids = await listPids();
    await gone.kill();
    return pids;
  };
  const seen = await processes({ proc: "/proc", self: process.pid, list });
  assert.equal(seen.seen, "present");
  assert.equal(
    seen.fact.rows.some(({ pid }) => pid === gone.pid),
    false,
  );
});

test("a ps that is missing makes the table unreadable", async (t) => {
  const dir = fakePs(t, "");
  assert.match(await withPath(`${dir}/nowhere`, () => detailOf(processes())), /the program ps is missing/);
});

test("a ps that sees nothing makes the table unreadable, not empty", async (t) => {
  const dir = fakePs(t, "echo PID PPID UID GID COMMAND");
  assert.match(await withPath(dir, () => detailOf(processes())), /does not show the watcher itself/);
});

test("a list without pid 1 is unreadable", async () => {
  const world = { proc: "/proc", self: process.pid, list: () => Promise.resolve([process.pid]) };
  assert.match(await detailOf(processes(world)), /does not show pid 1/);
});

test("a /proc that is not there is unreadable", async () => {
  const world = { proc: "/nowhere", self: process.pid, list: listPids };
  assert.match(await detailOf(processes(world)), /ENOENT/);
});
