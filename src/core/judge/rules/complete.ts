import { runFailure } from "../failure.ts";
import type { Reason, Reasons } from "../reasons.ts";
import { isAbsent } from "../../processes/runnerview.ts";
import type { Situation } from "../situation.ts";
import type { Rule } from "../verdict.ts";
import { isFinal } from "../../words.ts";

/**
 * Rule 4. Every machine final, no runner, the end confirmed for a scope that is known, nothing changed for `settle`,
 * nothing contradicting: only this rule leads to a post.
 */
export const complete: Rule = {
  name: "complete",
  match(situation) {
    if (!isComplete(situation)) return undefined;
    const ends = situation.ends.confirmed;
    const failures = [...failedMachines(situation), ...runFailure(situation)];
    const [first, ...more] = failures;
    if (first !== undefined) return { state: "FAILED", reasons: [first, ...more, ...ends] };
    const passed: Reasons = [{ code: "all-passed", machines: situation.machines.length }, ...ends];
    return { state: "COMPLETED", reasons: passed };
  },
};

function isComplete(situation: Situation): boolean {
  const { machines, ends, runner, idleMs, policy, contradictions, doubts, blindness } = situation;
  if (blindness.length > 0 || contradictions.length > 0 || doubts.length > 0) return false;
  if (!machines.every(isFinal)) return false;
  if (!isAbsent(runner) || ends.confirmed.length === 0 || !ends.scopeKnown) return false;
  return ends.proven || idleMs >= policy.settle;
}

function failedMachines({ machines }: Situation): readonly Reason[] {
  return machines.filter(({ state }) => state === "FAILED").flatMap((machine) => machine.reasons);
}
