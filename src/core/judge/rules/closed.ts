import type { Reason, Reasons } from "../reasons.ts";
import type { Closure } from "../../state/state.ts";
import type { Rule } from "../verdict.ts";
import { isPosted } from "../../words.ts";

/**
 * Rule 1. What was judged terminal stays so, whatever appears later; only `reset` reopens. A cancel still stops a post
 * of which no try has begun.
 */
export const closed: Rule = {
  name: "closed",
  match({ memory, cancelled, parentCancelled, deliveryBegun }) {
    if (memory.closed === null) return undefined;
    const { state } = memory.closed;
    const stopped = cancelled.seen === "present" || parentCancelled.seen === "present";
    if (stopped && !deliveryBegun && isPosted(state)) return undefined;
    return { state, reasons: closureReasons(memory.closed) };
  },
};

/** The reasons a scope was closed with; a closure is never written without one. */
export function closureReasons({ reasons }: Closure): Reasons {
  const [first = unrecorded, ...more] = reasons;
  return [first, ...more];
}

const unrecorded: Reason = { code: "end-unconfirmed" };
