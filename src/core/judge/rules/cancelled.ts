import { markersOf } from "../markers.ts";
import type { Reason } from "../reasons.ts";
import type { Situation } from "../situation.ts";
import type { Rule } from "../verdict.ts";

/** Rule 2. The operator's cancel, or a cancel marker in a log that has come to rest with no runner alive. */
export const cancelled: Rule = {
  name: "cancelled",
  match(situation) {
    const reason = operatorsWord(situation) ?? logsWord(situation);
    return reason === undefined ? undefined : { state: "CANCELLED", reasons: [reason] };
  },
};

function operatorsWord({ cancelled: own, parentCancelled }: Situation): Reason | undefined {
  if (own.seen === "present") return { code: "operator-cancelled", reason: own.fact.reason, whole: false };
  if (parentCancelled.seen === "present") {
    return { code: "operator-cancelled", reason: parentCancelled.fact.reason, whole: true };
  }
  return undefined;
}

function logsWord(situation: Situation): Reason | undefined {
  const logs = markersOf(situation);
  const marked = logs.find(({ cancelled: line }) => line !== null)?.cancelled;
  if (marked != null) return { code: "cancel-marker", line: marked };
  return logs.some(({ awaitingTotals }) => awaitingTotals) ? { code: "cancel-no-totals" } : undefined;
}
