import { elapsed } from "../../time.ts";
import type { Rule } from "../verdict.ts";

/** Rule 7. Nothing of the run was ever seen, for `startWithin`. */
export const neverStarted: Rule = {
  name: "never-started",
  match({ memory, now, policy, blindness, unclaimed }) {
    const ms = elapsed(memory.watched, now);
    if (memory.firstSeen !== null || blindness.length > 0 || ms < policy.startWithin) return undefined;
    const never = { code: "never-started", ms } as const;
    if (unclaimed.length === 0) return { state: "UNKNOWN", reasons: [never] };
    return { state: "UNKNOWN", reasons: [never, { code: "layout", unclaimed }] };
  },
};
