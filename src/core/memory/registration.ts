import type { Config } from "../config.ts";
import { runNames } from "../files/scopes.ts";
import type { Attempt, BuildRequest, ScopeMemory } from "../state/state.ts";

/** A warning of `start`: a stable code, and a sentence that says what to do. */
export interface Warning {
  readonly code: string;
  readonly text: string;
}

/** An open build that a new one must not be confused with. */
export interface OpenBuild {
  readonly attempt: Attempt;
  /** The groups it is known to have. */
  readonly groups: readonly string[];
}

/** The open build whose files could be taken for the new one's, or the other way round; and the name they share. */
export function conflict(
  config: Config,
  build: string,
  request: BuildRequest,
  open: readonly OpenBuild[],
): { readonly build: string; readonly run: string } | undefined {
  const own = namesOf(config, build, request, []);
  for (const other of open) {
    if (other.attempt.build === build || other.attempt.request.root !== request.root) continue;
    const theirs = namesOf(config, other.attempt.build, other.attempt.request, other.groups);
    const shared = own.find((name) => theirs.includes(name));
    const guessed =
      theirs.find((name) => couldBeGroup(config, build, request, name)) ??
      own.find((name) => couldBeGroup(config, other.attempt.build, other.attempt.request, name));
    const run = shared ?? guessed;
    if (run !== undefined) return { build: other.attempt.build, run };
  }
  return undefined;
}

/** What will go wrong with a registration as it stands; the first of all: nothing could confirm the end. */
export function endWarnings(request: BuildRequest): readonly Warning[] {
  return request.categorized ? groupWarnings(request) : machineWarnings(request);
}

/** Processes of an earlier attempt that are alive, by their pids: they write under the same names. */
export function earlierWarnings(pids: readonly number[]): readonly Warning[] {
  if (pids.length === 0) return [];
  const shown = pids.slice(0, 8).join(" ");
  return [
    {
      code: "earlier-alive",
      text: `processes of an earlier attempt are still alive; what is written until they are gone may be theirs and is not posted: end them first (kill ${shown})`,
    },
  ];
}

/** Processes an earlier attempt recorded: none of them may count for the next one. */
export function processesOf(attempt: Attempt, scopes: readonly ScopeMemory[], boot: string): Attempt["foreign"] {
  const recorded = [...attempt.foreign, ...scopes.flatMap(({ runner }) => runner.alive)];
  return recorded.filter((process) => process.boot === boot);
}

function machineWarnings({ machines, pid }: BuildRequest): readonly Warning[] {
  if (machines.length > 0) return pid === null ? [killWarning] : [];
  const means = pid === null ? "`--machines …` and `--pid $$` make it a minute" : "`--machines …` makes it a minute";
  return [
    {
      code: "no-end-evidence",
      text:
        "with these options the end can be seen only by an end marker in the run's own log (`markers.end`), or by one single " +
        `Cypress run whose log covers all machines; ${means}`,
    },
  ];
}

function groupWarnings({ groups, machines, pid }: BuildRequest): readonly Warning[] {
  const bare = groups.filter((group) => group.machines.length === 0);
  const found: Warning[] = [];
  if (groups.length === 0 || bare.length > 0) {
    const which = groups.length === 0 ? "the groups" : bare.map(({ name }) => name).join(", ");
    found.push({
      code: "no-end-evidence",
      text:
        `with these options the end of ${which} can be seen only by an end marker in a group's own log; ` +
        "`--group NAME=m1,m2` for each group makes it a minute",
    });
  }
  if (machines.length > 0) {
    found.push({
      code: "machines-of-no-group",
      text: "`--machines` of a categorized build is the union over its groups and declares no group's machines; use `--group NAME=m1,m2`",
    });
  }
  if (pid === null) {
    found.push({
      code: "no-driver",
      text: "without `--pid` the driver is known only by its command line: that it is gone, and the last group with it, is told only after an hour of silence; `--pid $$` in the driver makes it a minute",
    });
  }
  return found;
}

const killWarning: Warning = {
  code: "runner-by-name",
  text: "without `--pid` the runner is known only by its command line: unless the run's log tells its end, that is told only after an hour of silence; `--pid $$` makes it a minute",
};

function namesOf(config: Config, build: string, request: BuildRequest, groups: readonly string[]): readonly string[] {
  const all = [...request.groups.map(({ name }) => name), ...groups];
  return [build, ...all.flatMap((group) => runNames(config, request, build, group))];
}

/** True when an open categorized build without declared groups could take this run name for a group of its own. */
function couldBeGroup(config: Config, build: string, request: BuildRequest, name: string): boolean {
  if (!request.categorized || request.groups.length > 0) return false;
  return config.subRun.some((pattern) => {
    const [before = "", after = ""] = pattern.replace("{build}", () => build).split("{group}");
    return name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
  });
}
