import { markersOf } from "../markers.ts";
import { runLogs } from "../../memory/logrecords.ts";
import type { ExitRecord } from "../../state/exit.ts";
import type { Reason } from "../reasons.ts";
import type { Situation } from "../situation.ts";
import type { Rule } from "../verdict.ts";
import type { Seen } from "../../words.ts";

/**
 * Rule 3. The run was killed, or died with the boot it lived in, and no end 1 or 2 was confirmed before. A log's end is
 * none of what was still alive at the last look of its boot, after that end.
 */
export const killed: Rule = {
  name: "killed",
  match(situation) {
    const signalled = brokenOff(situation.exit);
    if (signalled !== undefined) return { state: "TERMINATED", reasons: [signalled] };
    if (situation.ends.strong && !outlivedItsEnd(situation)) return undefined;
    const reason = logsWord(situation) ?? bootsWord(situation);
    return reason === undefined ? undefined : { state: "TERMINATED", reasons: [reason] };
  },
};

/** The reason if a supervisor recorded that the run did not end by itself. */
export function brokenOff(exit: Seen<ExitRecord>): Reason | undefined {
  if (exit.seen !== "present") return undefined;
  const { signal, result, status } = exit.fact;
  const orderly = status !== null && (result === "success" || result === "exit-code");
  return signal === null && orderly ? undefined : { code: "exit-signal", signal, result };
}

function logsWord(situation: Situation): Reason | undefined {
  const line = markersOf(situation).find(({ killed: marker }) => marker !== null)?.killed;
  return line == null ? undefined : { code: "kill-marker", line };
}

function outlivedItsEnd({ runner, memory, ends }: Situation): boolean {
  if (ends.proven || runner.seen !== "gone" || runner.lastAlive.boot === runner.missed.boot) return false;
  return runLogs(memory.artifacts).every(({ changed }) => changed.boot === runner.lastAlive.boot);
}

function bootsWord({ memory, now, blindness }: Situation): Reason | undefined {
  if (blindness.length > 0) return undefined;
  const { boot } = memory.runner;
  return boot !== null && boot !== now.boot ? { code: "earlier-boot" } : undefined;
}
