import { sameProcess, type ProcessId, type ProcessRow, type ProcessTable } from "./process.ts";

/**
 * The processes recorded for earlier attempts that are alive, with all they started since. One named by hand for this
 * attempt is never among them, nor what it started, unless that was recorded itself.
 */
export function earlierProcesses(
  { boot, rows }: ProcessTable,
  foreign: readonly ProcessId[],
  pid: ProcessId | null,
): readonly ProcessId[] {
  const alive = rows.filter(({ zombie }) => !zombie);
  const idOf = (row: ProcessRow): ProcessId => ({ boot, pid: row.pid, start: row.start });
  const named = alive.filter((row) => pid !== null && sameProcess(pid, idOf(row)));
  const recorded = alive.filter((row) => foreign.some((id) => sameProcess(id, idOf(row))));
  const own = withDescendants(
    named,
    alive.filter((row) => !recorded.includes(row)),
  );
  const theirs = withDescendants(recorded, alive);
  return [...theirs.values()].filter((row) => !own.has(row.pid)).map(idOf);
}

/** The pids above a process, up to pid 1: those that started it, or took it over. */
export function ancestorsOf(pid: number, { rows }: ProcessTable): ReadonlySet<number> {
  const parents = new Map(rows.map((row) => [row.pid, row.ppid]));
  const found = new Set<number>();
  for (let at = parents.get(pid); at !== undefined && !found.has(at); at = parents.get(at)) found.add(at);
  return found;
}

/** By pid: the roots and all below them. */
export function withDescendants(
  roots: readonly ProcessRow[],
  rows: readonly ProcessRow[],
): ReadonlyMap<number, ProcessRow> {
  const found = new Map(roots.map((root) => [root.pid, root]));
  // A Map is walked in order of insertion, through entries added on the way: children of children are reached too.
  for (const [parent] of found) {
    for (const row of rows) if (row.ppid === parent) found.set(row.pid, row);
  }
  return found;
}
