import type { Reasons } from "./reasons.ts";
import type { Situation } from "./situation.ts";
import type { RunState } from "../words.ts";

/** A run state, the rule that decided, and at least one reason. */
export interface Verdict {
  readonly state: RunState;
  readonly rule: string;
  readonly reasons: Reasons;
}

/** One rule: what it makes of a situation, or nothing. The order in `classify.ts` is the policy. */
export interface Rule {
  readonly name: string;
  match(situation: Situation): Omit<Verdict, "rule"> | undefined;
}
