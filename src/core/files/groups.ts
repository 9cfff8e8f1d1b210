import type { Config } from "../config.ts";
import { notMachines } from "../defaults.ts";
import { nameFault } from "../names.ts";
import { forSubRun, pathRegex } from "./patterns.ts";
import { patternsFor } from "./attribute.ts";
import type { FileSeen } from "../ports.ts";
import { subRunName } from "./scopes.ts";

/** What may hint at groups of a categorized build that declared none. */
export interface GroupHints {
  readonly build: string;
  /** Groups read out of the command lines of runners. */
  readonly fromProcesses: readonly string[];
  /** Fresh log files of this look. */
  readonly logs: readonly FileSeen[];
  /** Names of all other builds ever registered: a group is never guessed from a name another build owns. */
  readonly owned: ReadonlySet<string>;
}

/**
 * The groups worth watching: those a process names, and those a log of their own tells of. A report file alone
 * never makes a group (`nightly-merged.json` is none); whether a candidate has begun is judged from what it shows.
 */
export function candidateGroups(config: Config, hints: GroupHints): readonly string[] {
  const patterns = config.subRun.flatMap((subRun) =>
    patternsFor(config, "log")
      .filter(delimitsRun)
      .map((pattern) => pathRegex(forSubRun(pattern, subRun), { run: "", build: hints.build, group: null })),
  );
  const fromLogs = hints.logs.flatMap((file) =>
    patterns.flatMap((regex) => regex.exec(file.path)?.groups?.["group"] ?? []),
  );
  const names = new Set([...hints.fromProcesses, ...fromLogs]);
  return [...names].filter((group) => isCandidate(config, hints, group)).sort();
}

/** Only where `/` or the file's ending follows the run name does a file name say where a group's name ends. */
function delimitsRun(pattern: string): boolean {
  return /\{run\}(?:\/|\.\w+$)/.test(pattern);
}

function isCandidate(config: Config, { build, owned }: GroupHints, group: string): boolean {
  if (nameFault(group) !== undefined || notMachines.has(group.toLowerCase())) return false;
  const runs = config.subRun.map((pattern) => subRunName(pattern, build, group));
  return ![...owned].some((name) => name.length > build.length && runs.some((run) => ownsRun(name, run)));
}

function ownsRun(name: string, run: string): boolean {
  return run === name || ["-", "_", "/"].some((separator) => run.startsWith(`${name}${separator}`));
}
