import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { HeldLock } from "../../src/core/state/runtime.ts";
import { withLock } from "../../src/store/lock.ts";
import { crowd } from "./crowd.ts";
import { freshDir } from "./samples.ts";

const timing = { stale: 2_000, update: 1_000 };

describe("the lock", { concurrency: 4 }, () => {
  test("lets one in at a time when 20 processes find it as a killed process left it", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    const workers = await crowd(t, 20);
    for (let round = 0; round < 10; round++) {
      leaveLock(runtimeDir, -60);
      const order = { do: "pass", runtimeDir, waitMs: 60_000 } as const;
      const reports = await Promise.all(workers.map((worker) => worker.ask(order)));
      assert.deepEqual([...new Set(reports)], ["done"]);
    }
    assert.equal(existsSync(join(runtimeDir, "lock")), false);
  });

  test("is left behind by SIGKILL, and free again once it is stale", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    const [victim, next] = await crowd(t, 2);
    assert.equal(await victim?.ask({ do: "hold", runtimeDir, waitMs: 0 }), "holding");
    await victim?.end("SIGKILL");
    assert.equal(await next?.ask({ do: "pass", runtimeDir, waitMs: 0 }), "busy");
    assert.equal(await next?.ask({ do: "pass", runtimeDir, waitMs: 60_000 }), "done");
  });

  test("left behind before the clock was set back is free again once it is stale all the same", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    leaveLock(runtimeDir, 3_600);
    const next = await withLock(runtimeDir, 10_000, () => Promise.resolve("in"), timing);
    assert.deepEqual(next, { busy: false, value: "in" });
  });

  test("that a frozen process held is taken over; awake again it knows, and leaves the new holder's alone", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    const [frozen, next, third] = await crowd(t, 3);
    assert.ok(frozen !== undefined && next !== undefined && third !== undefined);
    assert.equal(await frozen.ask({ do: "hold", runtimeDir, waitMs: 0 }), "holding");
    assert.equal(await frozen.ask({ do: "look" }), "holding");
    frozen.process.kill("SIGSTOP");
    assert.equal(await next.ask({ do: "hold", runtimeDir, waitMs: 60_000 }), "holding");
    frozen.process.kill("SIGCONT");
    assert.equal(await frozen.ask({ do: "look" }), "compromised");
    assert.equal(await frozen.ask({ do: "let go" }), "let go");
    assert.equal(await frozen.hear(), "done");
    assert.ok(existsSync(join(runtimeDir, "lock")));
    assert.equal(await third.ask({ do: "pass", runtimeDir, waitMs: 0 }), "busy");
    assert.equal(await next.ask({ do: "look" }), "holding");
    assert.equal(await next.end("SIGTERM"), "SIGTERM");
    assert.equal(await third.ask({ do: "pass", runtimeDir, waitMs: 0 }), "done");
  });

  test("that was taken over is not removed by a process that was too busy to notice, and ends", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    const [busy, next] = await crowd(t, 2);
    assert.ok(busy !== undefined && next !== undefined);
    assert.equal(await busy.ask({ do: "hold", runtimeDir, waitMs: 0 }), "holding");
    const wake = join(runtimeDir, "wake");
    busy.tell({ do: "block and exit", wake });
    assert.equal(await next.ask({ do: "hold", runtimeDir, waitMs: 60_000 }), "holding");
    writeFileSync(wake, "");
    await once(busy.process, "exit");
    assert.ok(existsSync(join(runtimeDir, "lock")));
    assert.equal(await next.ask({ do: "look" }), "holding");
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    test(`is given back when ${signal} ends the process`, async (t) => {
      const runtimeDir = join(freshDir(t), "run");
      const [worker] = await crowd(t, 1);
      assert.equal(await worker?.ask({ do: "hold", runtimeDir, waitMs: 0 }), "holding");
      assert.equal(await worker?.end(signal), signal);
      assert.equal(existsSync(join(runtimeDir, "lock")), false);
    });
  }

  test("is kept over SIGTERM while the process has a handler that ends its work first", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    const [worker] = await crowd(t, 1);
    assert.equal(await worker?.ask({ do: "hold", runtimeDir, waitMs: 0, ownHandler: true }), "holding");
    worker?.process.kill("SIGTERM");
    assert.equal(await worker?.hear(), "done");
    assert.equal(existsSync(join(runtimeDir, "lock")), false);
  });

  test("is given back when the work fails, and the failure is handed on", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    await assert.rejects(
      withLock(runtimeDir, 0, () => Promise.reject(new Error("broken work"))),
      /broken work/,
    );
    assert.deepEqual(await withLock(runtimeDir, 0, () => Promise.resolve(7)), { busy: false, value: 7 });
  });

  test("is busy within one process too, once the wait is over", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    const inner = await withLock(runtimeDir, 0, () => withLock(runtimeDir, 100, () => Promise.resolve("never")));
    assert.deepEqual(inner, { busy: false, value: { busy: true } });
  });
});

test("a lock is compromised the moment another took it, before its holder's next sign of life is due", async (t) => {
  const runtimeDir = join(freshDir(t), "run");
  const [other] = await crowd(t, 1);
  const inside = async (lock: HeldLock): Promise<readonly boolean[]> => {
    const before = lock.compromised();
    const ours = timeOfLock(runtimeDir);
    other?.tell({ do: "hold", runtimeDir, waitMs: 60_000 });
    // Blocks the event loop, so that nothing but the question itself can notice.
    while (timeOfLock(runtimeDir) === ours) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return [before, lock.compromised()];
  };
  const seen = await withLock(runtimeDir, 0, inside, timing);
  assert.deepEqual(seen, { busy: false, value: [false, true] });
  assert.equal(await other?.hear(), "holding");
  assert.ok(existsSync(join(runtimeDir, "lock")));
});

describe("what keeps the lock from being taken", () => {
  test("a gate that somebody sits in makes it busy", async (t) => {
    const runtimeDir = join(freshDir(t), "run");
    await withLock(runtimeDir, 0, () => Promise.resolve());
    const name = readFileSync(join(runtimeDir, "gate"), "utf8").trim();
    const squatter = createServer().unref();
    await new Promise<void>((resolve) => squatter.listen(`\0atvm-run-watcher-${name}`, resolve));
    assert.deepEqual(await withLock(runtimeDir, 50, () => Promise.resolve()), { busy: true });
    await new Promise((resolve) => squatter.close(resolve));
    assert.deepEqual(await withLock(runtimeDir, 50, () => Promise.resolve("in")), { busy: false, value: "in" });
  });

  test("a damaged gate is an error that says what to do", async (t) => {
    const runtimeDir = freshDir(t);
    writeFileSync(join(runtimeDir, "gate"), "");
    await assert.rejects(
      withLock(runtimeDir, 0, () => Promise.resolve()),
      { code: "state-read-failed", status: 74, message: /gate.*remove it while/ },
    );
  });

  test("something else in the lock's place is an error that says so", async (t) => {
    const runtimeDir = freshDir(t);
    mkdirSync(join(runtimeDir, "lock/within"), { recursive: true });
    utimesSync(join(runtimeDir, "lock"), 1, 1);
    await assert.rejects(
      withLock(runtimeDir, 0, () => Promise.resolve(), timing),
      { code: "state-write-failed", status: 74, message: /ENOTEMPTY.*move that away/ },
    );
  });
});

function timeOfLock(runtimeDir: string): number | undefined {
  return statSync(join(runtimeDir, "lock"), { throwIfNoEntry: false })?.mtimeMs;
}

/** As a process that was killed leaves it; its last sign of life so many seconds from now. */
function leaveLock(runtimeDir: string, seconds: number): void {
  mkdirSync(join(runtimeDir, "lock"), { recursive: true });
  const at = Date.now() / 1_000 + seconds;
  utimesSync(join(runtimeDir, "lock"), at, at);
}
