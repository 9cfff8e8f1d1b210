import { goneReason, isGoneForGood } from "../gone.ts";
import type { Reason } from "../reasons.ts";
import type { Situation } from "../situation.ts";
import type { Rule } from "../verdict.ts";

/** Rule 5. The runner was seen alive and is gone, and it left work undone. */
export const runnerGone: Rule = {
  name: "runner-gone",
  match(situation) {
    if (situation.blindness.length > 0 || situation.ends.strong || !isGoneForGood(situation)) return undefined;
    const undone = undoneWork(situation);
    if (undone.length === 0) return undefined;
    const gone = goneReason(situation);
    if (gone === undefined) return undefined;
    if (situation.memory.artifacts.length === 0) {
      return { state: "UNKNOWN", reasons: [gone, ...nothingClaimed(situation)] };
    }
    return { state: "TERMINATED", reasons: [gone, ...undone] };
  },
};

/** Either no pattern fits what the run wrote, or there are only older reports, which are named. */
function nothingClaimed({ unclaimed, older, machines }: Situation): readonly Reason[] {
  if (older.size === 0 || unclaimed.length > 0) return [{ code: "layout", unclaimed }];
  return machines.flatMap((machine) => machine.reasons);
}

function undoneWork({ machines, memory }: Situation): readonly Reason[] {
  const unfinished = machines.filter(({ state }) => state === "NOT STARTED" || state === "RUNNING");
  const open = memory.artifacts.find((record) => record.kind === "log" && record.reading.facts.open);
  const reasons = unfinished.flatMap((machine) => machine.reasons);
  return open === undefined ? reasons : [...reasons, { code: "start-open", path: open.path }];
}
