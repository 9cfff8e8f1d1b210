import { present, unreadable, type Seen } from "../../src/core/words.ts";
import type { ProcessId, ProcessRow, ProcessTable } from "../../src/core/processes/process.ts";
import type { Clocks } from "./clocks.ts";

/** The processes of the controller. Pids are few, so that they are soon given again. */
export interface Machine {
  start(argv: readonly string[], parent?: number): ProcessId;
  /** Gives one certain pid to a new process, if it is free. */
  reuse(pid: number, argv: readonly string[]): void;
  /** Ends a process; it may stay as a zombie. */
  end(pid: number, zombie?: boolean): void;
  endAll(): void;
  isAlive(id: ProcessId): boolean;
  table(self: number): ProcessTable;
  process(pid: number): Seen<{ readonly id: ProcessId; readonly startedAt: string }>;
}

const firstPid = 100;
const pids = 60;

export function machineOf(clocks: Clocks): Machine {
  const rows = new Map<number, ProcessRow>();
  let last = firstPid;
  const idOf = ({ pid, start }: ProcessRow): ProcessId => ({ boot: clocks.now().boot, pid, start });
  const put = (pid: number, argv: readonly string[], ppid: number): ProcessRow => {
    const row = { pid, ppid, start: String(Math.floor(clocks.now().ms / 10)), argv, zombie: false };
    rows.set(pid, row);
    return row;
  };
  put(1, ["/sbin/init"], 0);
  return {
    start(argv, parent = 1) {
      do last = last === firstPid + pids ? firstPid : last + 1;
      while (rows.has(last));
      return idOf(put(last, argv, parent));
    },
    reuse: (pid, argv) => {
      if (!rows.has(pid)) put(pid, argv, 1);
    },
    end(pid, zombie = false) {
      const row = rows.get(pid);
      if (row === undefined) return;
      if (zombie) rows.set(pid, { ...row, zombie: true });
      else rows.delete(pid);
    },
    endAll() {
      rows.clear();
      put(1, ["/sbin/init"], 0);
    },
    isAlive: ({ boot, pid, start }) => {
      const row = rows.get(pid);
      return row !== undefined && !row.zombie && row.start === start && boot === clocks.now().boot;
    },
    table: (self) => ({ boot: clocks.now().boot, self, rows: [...rows.values()] }),
    process: (pid) => {
      const row = rows.get(pid);
      if (row === undefined || row.zombie) return { seen: "absent" };
      const startedMs = clocks.wall() - clocks.now().ms + Number(row.start) * 10;
      if (Number.isNaN(startedMs)) return unreadable("no start time");
      return present({ id: idOf(row), startedAt: new Date(startedMs).toISOString() });
    },
  };
}
