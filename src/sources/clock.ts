import { setTimeout } from "node:timers/promises";
import { exitStatus, Fault } from "../core/faults.ts";
import type { Clock } from "../core/ports.ts";
import { readBootId } from "./procfs.ts";

/**
 * The clocks of this host. The boot id is read once; where that fails a Fault `boot-id-unreadable` is thrown:
 * without it no wait and no process can be told from those of an earlier boot.
 */
export function createClock(proc = "/proc"): Clock {
  const boot = bootId(proc);
  return {
    now: () => ({ at: new Date().toISOString(), boot, ms: monotonicMs() }),
    sleep: (ms) => setTimeout(ms),
  };
}

function bootId(proc: string): string {
  try {
    return readBootId(proc);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault(
      exitStatus.io,
      "boot-id-unreadable",
      `the boot id cannot be read (${why}): make ${proc}/sys/kernel/random/boot_id readable, as by dropping ProcSubset=pid from the unit`,
    );
  }
}

/** CLOCK_MONOTONIC, one clock for all processes of a boot. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
