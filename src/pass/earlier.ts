import { ancestorsOf, earlierProcesses } from "../core/processes/earlier.ts";
import type { ProcessId } from "../core/processes/process.ts";
import type { Sources } from "../core/ports.ts";

/**
 * Which of the processes recorded for earlier attempts are still alive, with what they started; all of them where that
 * cannot be seen. Whoever registers is part of the new run, and so is what it was started from.
 */
export async function stillAlive(
  sources: Pick<Sources, "processes">,
  recorded: readonly ProcessId[],
  pid: ProcessId | null,
): Promise<readonly ProcessId[]> {
  if (recorded.length === 0) return [];
  const processes = await sources.processes();
  if (processes.seen !== "present") return recorded;
  const ours = ancestorsOf(processes.fact.self, processes.fact);
  const theirs = recorded.filter((id) => !ours.has(id.pid));
  return earlierProcesses(processes.fact, theirs, pid);
}
