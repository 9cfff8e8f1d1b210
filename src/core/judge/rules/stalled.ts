import { limitsOf } from "../limits.ts";
import type { Reason } from "../reasons.ts";
import type { Situation } from "../situation.ts";
import type { Rule } from "../verdict.ts";

/** Rule 8. No progress and no sign of life for `hangAfter`, or older than `maxDuration`. */
export const stalled: Rule = {
  name: "stalled",
  match(situation) {
    const { memory, policy, now, runner, blindness } = situation;
    if (blindness.length > 0) return undefined;
    const over = limitsOf(memory, policy, now).find(({ passedMs, limitMs }) => passedMs >= limitMs);
    if (over === undefined || over.kind === "never-started") return undefined;
    const reason: Reason = { code: over.kind, ms: over.passedMs };
    if (runner.seen !== "alive") return { state: "UNKNOWN", reasons: [reason, ...whyOpen(situation)] };
    return { state: "HUNG", reasons: [reason, { code: "runner-alive", pid: runner.pid, count: runner.count }] };
  },
};

function whyOpen({ ends, machines }: Situation): readonly Reason[] {
  const unfinished = machines.flatMap((machine) => (machine.state === "FAILED" ? [] : machine.reasons));
  return ends.confirmed.length === 0 ? [...unfinished, { code: "end-unconfirmed" }] : unfinished;
}
