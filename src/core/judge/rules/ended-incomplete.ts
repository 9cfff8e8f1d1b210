import { isGoneForGood } from "../gone.ts";
import type { Reason } from "../reasons.ts";
import { isAbsent } from "../../processes/runnerview.ts";
import type { Situation } from "../situation.ts";
import type { Rule } from "../verdict.ts";

/** Rule 6. The run is over, but its results are missing, unreadable or contradicting. */
export const endedIncomplete: Rule = {
  name: "ended-incomplete",
  match(situation) {
    if (situation.blindness.length > 0 || !isOver(situation)) return undefined;
    const [first, ...more] = [...faultsOf(situation), ...situation.contradictions];
    if (first === undefined) return undefined;
    return { state: "UNKNOWN", reasons: [first, ...more, ...situation.ends.confirmed] };
  },
};

/**
 * Over for certain. Between two Cypress runs of one log the last one looks like the end too, so a mere `(Run Finished)`
 * is waited on for `quiet`; closing late costs nothing, since what this rule closes is not posted.
 */
function isOver(situation: Situation): boolean {
  const { ends, runner, idleMs, policy } = situation;
  if (!isAbsent(runner)) return false;
  if (ends.proven) return true;
  if (isSure(situation)) return idleMs >= policy.settle;
  // Where only the runner went away, rule 5 has the first word, and it speaks once the runner is gone for good.
  return ends.strong && idleMs >= policy.quiet;
}

function isSure(situation: Situation): boolean {
  if (isGoneForGood(situation)) return true;
  return situation.ends.confirmed.some(({ code }) => code !== "end-marker" && code !== "end-runner-gone");
}

function faultsOf({ machines }: Situation): readonly Reason[] {
  return machines.filter(({ state }) => state !== "FAILED").flatMap((machine) => machine.reasons);
}
