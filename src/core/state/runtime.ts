import * as z from "zod/mini";
import { exitStatus, Fault } from "../faults.ts";
import type { Seen } from "../words.ts";

/** Format of last-pass.json. */
export const lastPassVersion = 1;

export const defaultStateDir = "/var/lib/atvm-run-watcher";

/** Where the lock, the last pass and the doorbell lie for a state directory, both absolute. */
export function runtimeDirOf(stateDir: string): string {
  // Without empty parts, as systemd tells of it.
  const folder = stateDir.replace(/\/(?:\.?\/)+/g, "/").replace(/(?<=.)\/$/, "");
  return folder === defaultStateDir ? "/run/atvm-run-watcher" : `${folder}.run`;
}

/** last-pass.json: the sign of life of the watcher itself, and what the next pass needs to know of this one. */
export const lastPassSchema = z.strictObject({
  version: z.literal(lastPassVersion),
  at: z.string(),
  boot: z.string(),
  /** CLOCK_MONOTONIC of that boot, in milliseconds. */
  ms: z.number(),
  /** Exit status; null while the pass was still under way. */
  exit: z.nullable(z.int()),
  /** How many passes in a row, this one the last, had to wait for the one before them. */
  row: z.int(),
  /** The last look that saw the process table; null if none ever did. */
  processesSeen: z.nullable(z.strictObject({ at: z.string(), boot: z.string(), ms: z.number() })),
});

export type LastPass = z.output<typeof lastPassSchema>;

/** What lies in the runtime directory: gone with a boot, and no loss then. */
export interface Runtime {
  /** Does `work` while holding the one lock of this state directory; waits for it, but no longer than `waitMs`. */
  withLock<Value>(waitMs: number, work: (lock: HeldLock) => Promise<Value>): Promise<Locked<Value>>;
  lastPass(): Promise<Seen<LastPass>>;
  saveLastPass(pass: LastPass): Promise<void>;
  /** Asks for a pass; false when that failed, which is no loss: the timer makes one anyway. */
  ringDoorbell(): Promise<boolean>;
  /** Takes in what was rung; true if anything was. */
  drainDoorbell(): Promise<boolean>;
}

export interface HeldLock {
  /** True once somebody else took the lock, as after a long freeze: nothing may be claimed or written any more. */
  compromised(): boolean;
}

/** What another process has written since must not be written over: throws a `Fault` 75 once the lock is lost. */
export function refuseIfLost(lock: HeldLock): void {
  if (!lock.compromised()) return;
  throw new Fault(
    exitStatus.later,
    "lock-lost",
    "this process was held up and another has taken over the lock; what it had not written yet is left to that",
  );
}

export type Locked<Value> = { busy: false; value: Value } | { busy: true };
