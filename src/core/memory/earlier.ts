import { sameProcess, type ProcessId } from "../processes/process.ts";
import type { Attempt } from "../state/state.ts";
import type { Moment } from "../time.ts";
import type { Seen } from "../words.ts";

/** The registration after a look at the processes of earlier attempts: new ones are added, and when all were gone is kept. */
export function observeEarlier(attempt: Attempt, earlier: Seen<readonly ProcessId[]>, now: Moment): Attempt {
  const { foreign, foreignGone } = attempt;
  if (earlier.seen !== "present" || foreign.length === 0) return attempt;
  const added = earlier.fact.filter((id) => !foreign.some((known) => sameProcess(known, id)));
  const gone = earlier.fact.length > 0 ? null : (foreignGone ?? now);
  if (added.length === 0 && gone === foreignGone) return attempt;
  return { ...attempt, foreign: earlier.fact.length > 0 ? earlier.fact : foreign, foreignGone: gone };
}
