import { cancelled } from "./rules/cancelled.ts";
import { closed } from "./rules/closed.ts";
import { complete } from "./rules/complete.ts";
import { endedIncomplete } from "./rules/ended-incomplete.ts";
import { inProgress } from "./rules/in-progress.ts";
import { killed } from "./rules/killed.ts";
import { neverStarted } from "./rules/never-started.ts";
import { runnerGone } from "./rules/runner-gone.ts";
import { stalled } from "./rules/stalled.ts";
import type { Reasons } from "./reasons.ts";
import type { Situation } from "./situation.ts";
import type { Rule, Verdict } from "./verdict.ts";

/** The nine rules; the first that matches decides, and the last always matches. The order is the policy. */
export const rules = [
  closed,
  cancelled,
  killed,
  complete,
  runnerGone,
  endedIncomplete,
  neverStarted,
  stalled,
  inProgress,
] as const satisfies readonly Rule[];

/** Judges one scope. Pure: the same situation always gets the same verdict. */
export function classify(situation: Situation): Verdict {
  for (const rule of rules) {
    const match = rule.match(situation);
    if (match !== undefined) return { rule: rule.name, ...match };
  }
  throw new Error("the last rule matches every situation");
}

/** What each rule made of a situation, in order, up to and including the one that decided: for `explain`. */
export function tried(situation: Situation): readonly { name: string; matched: boolean; reasons: Reasons | [] }[] {
  const outcomes = rules.map((rule) => ({ name: rule.name, match: rule.match(situation) }));
  const decided = outcomes.findIndex(({ match }) => match !== undefined);
  return outcomes
    .slice(0, decided + 1)
    .map(({ name, match }) => ({ name, matched: match !== undefined, reasons: match?.reasons ?? [] }));
}
