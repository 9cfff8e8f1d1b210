/** The identity of a process: a pid alone is reused, a pid with its start time within one boot is not. */
export interface ProcessId {
  readonly boot: string;
  readonly pid: number;
  /** Start time in clock ticks since boot, field 22 of /proc/PID/stat. */
  readonly start: string;
}

/** One process of the table. */
export interface ProcessRow {
  readonly pid: number;
  readonly ppid: number;
  readonly start: string;
  /** Argument vector from /proc/PID/cmdline; empty for kernel threads. */
  readonly argv: readonly string[];
  /** State Z or X of /proc/PID/stat: a zombie is not alive. */
  readonly zombie: boolean;
}

/** All processes of one look; a source that could not show pid 1 and ourselves yields "unreadable" instead. */
export interface ProcessTable {
  readonly boot: string;
  /** Our own pid: the watcher is never a runner. */
  readonly self: number;
  readonly rows: readonly ProcessRow[];
}

export function sameProcess(a: ProcessId, b: ProcessId): boolean {
  return a.boot === b.boot && a.pid === b.pid && a.start === b.start;
}
