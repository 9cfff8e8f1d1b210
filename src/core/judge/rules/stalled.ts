import { isAbsent } from "../../processes/runnerview.ts";
import { silence } from "../gone.ts";
import { limitsOf } from "../limits.ts";
import type { Reason } from "../reasons.ts";
import type { Situation } from "../situation.ts";
import type { Rule } from "../verdict.ts";
import { isFinal } from "../../words.ts";

/** Rule 8. No progress and no sign of life for `hangAfter`, or older than `maxDuration`. */
export const stalled: Rule = {
  name: "stalled",
  match(situation) {
    const { memory, policy, now, runner, blindness } = situation;
    if (blindness.length > 0 || isEnding(situation)) return undefined;
    const over = limitsOf(memory, policy, now).find(({ passedMs, limitMs }) => passedMs >= limitMs);
    if (over === undefined || over.kind === "never-started") return undefined;
    const reason: Reason = { code: over.kind, ms: over.passedMs };
    if (runner.seen !== "alive") return { state: "UNKNOWN", reasons: [reason, ...whyOpen(situation)] };
    return { state: "HUNG", reasons: [reason, { code: "runner-alive", pid: runner.pid, count: runner.count }] };
  },
};

/** Every machine is final and nothing runs: after a look that came late only a wait is missing, and another rule's. */
function isEnding(situation: Situation): boolean {
  const { machines, runner, idleMs, policy } = situation;
  if (machines.length === 0 || !machines.every(isFinal) || !isAbsent(runner)) return false;
  const silent = silence(situation);
  return idleMs < policy.settle || (silent !== undefined && silent.ms < silent.needed);
}

function whyOpen({ ends, machines }: Situation): readonly Reason[] {
  const unfinished = machines.flatMap((machine) => (machine.state === "FAILED" ? [] : machine.reasons));
  return ends.confirmed.length === 0 ? [...unfinished, { code: "end-unconfirmed" }] : unfinished;
}
