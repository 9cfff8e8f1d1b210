import type { ProcessTable } from "../core/processes/process.ts";
import { present, unreadable, type Seen } from "../core/words.ts";
import { listPids } from "./pids.ts";
import { readBootId, readProcess } from "./procfs.ts";

/** Where the process table comes from; tests stand in for what cannot be had for real. */
export interface ProcessWorld {
  readonly proc: string;
  readonly self: number;
  readonly list: () => Promise<readonly number[]>;
}

const thisHost: ProcessWorld = { proc: "/proc", self: process.pid, list: () => listPids() };

/**
 * All processes of this look: find-process says which there are, /proc says what they are. A process that vanished
 * in between is left out. Never throws; a table that does not show pid 1 and ourselves is "unreadable".
 */
export async function processes({ proc, self, list }: ProcessWorld = thisHost): Promise<Seen<ProcessTable>> {
  try {
    const boot = readBootId(proc);
    const pids = await list();
    const rows = pids.flatMap((pid) => readProcess(proc, pid) ?? []);
    const shown = new Set(rows.map(({ pid }) => pid));
    if (!shown.has(self)) return unreadable("the list of processes does not show the watcher itself");
    if (!shown.has(1)) {
      return unreadable("the list of processes does not show pid 1: /proc hides what others run (hidepid)");
    }
    return present({ boot, self, rows });
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}
