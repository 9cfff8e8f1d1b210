import { plus } from "../time.ts";
import { backOff, stillAhead } from "./decide.ts";

/** For how long a message in doubt slows down those after it (milliseconds). */
const memory = 6 * 3_600_000;

/**
 * Until when nothing is sent for the doubts there are, or null. A Mattermost whose probe is well may still leave message
 * after message in doubt, as may passes that are killed while they send, and a person has to settle each: from the second
 * on they come ever further apart. `claimedAt`: when each message in doubt was claimed, by the wall clock, as is `at`.
 */
export function afterDoubts(claimedAt: readonly string[], at: string): string | null {
  const recent = claimedAt.filter((claimed) => Date.parse(at) - Date.parse(claimed) < memory).sort();
  const newest = recent.at(-1);
  if (newest === undefined || recent.length < 2) return null;
  return stillAhead(plus(newest, backOff(recent.length + 1, 0.5, null)), at);
}
