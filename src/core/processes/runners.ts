import { isBystanderCommand, isRunnerCommand, namesRunName, type RunnerRules } from "./commandline.ts";
import { earlierProcesses, withDescendants } from "./earlier.ts";
import { sameProcess, type ProcessId, type ProcessRow, type ProcessTable } from "./process.ts";

/** Processes known from earlier looks. */
export interface KnownProcesses {
  /** Counted at an earlier look: they count until they are gone, whatever their command line says by now. */
  readonly remembered: readonly ProcessId[];
  /** Recorded for an earlier attempt: neither they nor what they start ever count for this one. */
  readonly foreign: readonly ProcessId[];
}

export interface RunnerQuestion {
  /** The names the run may go by: one, or several for a declared group. */
  readonly runs: readonly string[];
  /** Given with `--pid`: this process and its descendants are the only runners. Named by hand, it is never foreign. */
  readonly pid: ProcessId | null;
  readonly rules: RunnerRules;
}

/** The processes doing one run that are alive at this look; all of them, so that they can be remembered. */
export function countRunners(
  question: RunnerQuestion,
  table: ProcessTable,
  known: KnownProcesses,
): readonly ProcessId[] {
  const { runs, pid, rules } = question;
  const alive = candidates(table, pid, known);
  const isOld = ({ id }: Candidate): boolean => includes(known.remembered, id) || isSame(pid, id);
  const doesRun = ({ row }: Candidate): boolean => runs.some((run) => isRunnerCommand(row.argv, run, rules));
  const counted =
    pid === null
      ? alive.filter((candidate) => isOld(candidate) || doesRun(candidate))
      : withFollowers(alive.filter(isOld), alive, rules);
  return counted.map(({ id }) => id);
}

export interface DriverQuestion {
  readonly build: string;
  /** Every name a sub-run of the build may go by: a process that names one of them does that sub-run. */
  readonly runs: readonly string[];
  /** Given with `--pid`: this process alone is the driver. */
  readonly pid: ProcessId | null;
  readonly rules: RunnerRules;
}

/** The processes walking through the groups of a categorized build that are alive at this look. */
export function countDrivers(
  question: DriverQuestion,
  table: ProcessTable,
  known: KnownProcesses,
): readonly ProcessId[] {
  const { build, runs, pid, rules } = question;
  const drivers = candidates(table, pid, known).filter(({ id, row }) => {
    if (pid !== null) return sameProcess(pid, id);
    if (includes(known.remembered, id)) return true;
    return isRunnerCommand(row.argv, build, rules) && !runs.some((run) => namesRunName(row.argv, run));
  });
  return drivers.map(({ id }) => id);
}

interface Candidate {
  readonly id: ProcessId;
  readonly row: ProcessRow;
}

/** Every process that could count: alive, not the watcher itself, not of an earlier attempt. */
function candidates(table: ProcessTable, pid: ProcessId | null, { foreign }: KnownProcesses): readonly Candidate[] {
  const earlier = new Set(earlierProcesses(table, foreign, pid).map((id) => id.pid));
  return table.rows
    .filter((row) => !row.zombie && row.pid !== table.self && !earlier.has(row.pid))
    .map((row) => ({ id: { boot: table.boot, pid: row.pid, start: row.start }, row }));
}

/** Bystanders are not followed: neither a browser nor what it started holds a run open. */
function withFollowers(
  roots: readonly Candidate[],
  alive: readonly Candidate[],
  rules: RunnerRules,
): readonly Candidate[] {
  const followed = alive.filter(({ row }) => !isBystanderCommand(row.argv, rules)).map(({ row }) => row);
  const found = withDescendants(
    roots.map(({ row }) => row),
    followed,
  );
  return alive.filter(({ row }) => found.has(row.pid));
}

function includes(known: readonly ProcessId[], id: ProcessId): boolean {
  return known.some((one) => sameProcess(one, id));
}

function isSame(pid: ProcessId | null, id: ProcessId): boolean {
  return pid !== null && sameProcess(pid, id);
}
