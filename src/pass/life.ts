import type { Claimant } from "../core/files/attribute.ts";
import { isRunnerCommand } from "../core/processes/commandline.ts";
import type { Config } from "../core/config.ts";
import { earlierProcesses } from "../core/processes/earlier.ts";
import type { ProcessId, ProcessTable } from "../core/processes/process.ts";
import { countDrivers, countRunners, type KnownProcesses } from "../core/processes/runners.ts";
import { subRunName } from "../core/files/scopes.ts";
import type { Attempt, ScopeMemory } from "../core/state/state.ts";
import { groupTokens } from "../core/processes/tokens.ts";
import { present, type Seen } from "../core/words.ts";

/** The counted processes of one scope that are alive; for a categorized build itself, its drivers. */
export function aliveOf(
  config: Config,
  attempt: Attempt,
  claimant: Claimant,
  siblings: readonly Claimant[],
  memory: ScopeMemory | undefined,
  processes: Seen<ProcessTable>,
): Seen<readonly ProcessId[]> {
  if (processes.seen !== "present") return processes;
  const { request, build } = attempt;
  const rules = config.runner;
  const known = { remembered: memory?.runner.alive ?? [], foreign: attempt.foreign };
  if (claimant.group === null && request.categorized) {
    const runs = siblings.filter(({ group }) => group !== null).flatMap((sibling) => sibling.runs);
    return present(countDrivers({ build, runs, pid: request.pid, rules }, processes.fact, known));
  }
  if (claimant.group === null) {
    return present(countRunners({ runs: claimant.runs, pid: request.pid, rules }, processes.fact, known));
  }
  // The driver may name its groups; it is not their runner, or none of them could end before it does.
  const others = request.pid === null ? known : withForeign(known, request.pid);
  return present(countRunners({ runs: claimant.runs, pid: null, rules }, processes.fact, others));
}

/** The groups that command lines of runners name, for a categorized build that declared none. */
export function groupsInCommands(config: Config, attempt: Attempt, processes: Seen<ProcessTable>): readonly string[] {
  if (processes.seen !== "present") return [];
  const { self, rows } = processes.fact;
  const earlier = new Set(earlierProcesses(processes.fact, attempt.foreign, attempt.request.pid).map(({ pid }) => pid));
  const named = rows
    .filter((row) => !row.zombie && row.pid !== self && !earlier.has(row.pid))
    .flatMap(({ argv }) =>
      config.subRun.flatMap((pattern) =>
        groupTokens(argv, attempt.build, pattern).filter((group) =>
          isRunnerCommand(argv, subRunName(pattern, attempt.build, group), config.runner),
        ),
      ),
    );
  return [...new Set(named)];
}

function withForeign(known: KnownProcesses, pid: ProcessId): KnownProcesses {
  return { ...known, foreign: [...known.foreign, pid] };
}
