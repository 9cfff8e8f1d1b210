import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { staleLock } from "../core/defaults.ts";
import type { HeldLock, Locked } from "../core/state/runtime.ts";
import { diskFault } from "./disk.ts";
import { gateName, withinGate } from "./gate.ts";
import { ownLock } from "./owner.ts";
import { makeVolatileFolder } from "./volatile.ts";

/** After `stale` without a sign of life a lock may be taken over; its holder gives one every `update`. Milliseconds. */
export interface LockTiming {
  readonly stale: number;
  readonly update: number;
}

const usualTiming: LockTiming = { stale: staleLock, update: 5_000 };

/**
 * Does `work` while holding the lock of this runtime directory. proper-lockfile alone lets two in when they race for a
 * stale lock, and removes a lock that has become another's; so taking and giving back happen within a gate, and only
 * a lock that is still ours is touched. An end of this process by exit, SIGTERM or SIGINT gives it back too (unless
 * the process handles that signal itself: then whenever it exits).
 */
export async function withLock<Value>(
  runtimeDir: string,
  waitMs: number,
  work: (lock: HeldLock) => Promise<Value>,
  timing: LockTiming = usualTiming,
): Promise<Locked<Value>> {
  await makeVolatileFolder(runtimeDir);
  const gate = await gateName(runtimeDir);
  const until = performance.now() + waitMs;
  const held = await acquire(runtimeDir, gate, until, timing);
  if (held === undefined) return { busy: true };
  try {
    return { busy: false, value: await work(held) };
  } finally {
    // Behind a frozen process in the gate it goes on without: the lock is looked at first, that leaves microseconds.
    const released = await withinGate(gate, performance.now() + 2_000, () => held.release());
    if (released === undefined) await held.release();
  }
}

async function acquire(runtimeDir: string, gate: string, until: number, timing: LockTiming): Promise<Held | undefined> {
  for (;;) {
    const held = await withinGate(gate, until, () => take(runtimeDir, timing));
    if (held !== undefined || performance.now() >= until) return held;
    await sleep(20 + Math.random() * 60);
  }
}

interface Held extends HeldLock {
  release(): Promise<true>;
}

async function take(runtimeDir: string, timing: LockTiming): Promise<Held | undefined> {
  const file = join(runtimeDir, "lock");
  const own = ownLock(file);
  let lost = false;
  const onCompromised = (): void => {
    lost = true;
  };
  try {
    const options = { ...timing, lockfilePath: file, realpath: false, retries: 0, fs: own.disk, onCompromised };
    const giveBack = await lock(file, options);
    return { compromised: () => lost || !own.isOurs(), release: () => giveBack().then(done, done) };
  } catch (error) {
    if (!isHeld(error)) throw diskFault(error, "write", file);
    own.countFromNow(timing.stale);
    return undefined;
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}

/** Of a lock that is no longer ours there is nothing to give back, and one that cannot be removed goes stale. */
function done(): true {
  return true;
}
