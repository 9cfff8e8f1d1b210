import type { ProcessId } from "../core/processes/process.ts";
import { present, unreadable, type Seen } from "../core/words.ts";
import { readBootId, readBootTime, readProcess } from "./procfs.ts";

/** A process that is alive now. */
export interface LiveProcess {
  readonly id: ProcessId;
  /** By the wall clock, ISO 8601 UTC; up to a second early, never late: the kernel cuts the boot time to seconds. */
  readonly startedAt: string;
}

/** USER_HZ, the unit of start times in /proc/PID/stat: 100 on every architecture Node 20 runs on. */
const ticksPerSecond = 100;

/** The identity of the process with this pid; "absent" if there is none, or only its zombie. */
export function liveProcess(pid: number, proc = "/proc"): Seen<LiveProcess> {
  try {
    const row = readProcess(proc, pid);
    if (row === undefined || row.zombie) return { seen: "absent" };
    const startedMs = (readBootTime(proc) + Number(row.start) / ticksPerSecond) * 1_000;
    return present({
      id: { boot: readBootId(proc), pid, start: row.start },
      startedAt: new Date(startedMs).toISOString(),
    });
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}
