import type { Claim } from "../state/delivery.ts";
import type { Looked } from "../state/lookup.ts";
import type { Moment } from "../time.ts";

/** Milliseconds from the claim to the first look: a server that is slow makes the post half a minute later and more. */
export const lookAfter = 60_000;

/** The longest wait between two looks, in milliseconds. */
export const lookCap = 6 * 3_600_000;

/** A look so long after the claim that finds nothing is the last: what a server still makes a day later, no wait covers. */
export const lookFor = 24 * 3_600_000;

/**
 * How far the clocks of a server may lie apart, in milliseconds: that of the node which stamps a post, and that of the
 * proxy or node which dates the answer. Twice what Kerberos allows within a site.
 */
export const clockMargin = 10 * 60_000;

/** Whether a message in doubt is looked for now. Waits run on the boot's own clock and begin anew with a boot. */
export function isLookDue(claim: Claim, looked: Looked | null, now: Moment): boolean {
  if (looked === null) return passedAtLeast(madeAt(claim), now) >= lookAfter;
  return looked.waitMs !== null && passedAtLeast(looked, now) >= looked.waitMs;
}

/** Milliseconds until the next look after this one, the `looks`-th; null: none follows. */
export function waitAfterLook(claim: Claim, looks: number, seen: Looked["seen"], now: Moment): number | null {
  if (seen === "not-found" && passedAtLeast(madeAt(claim), now) >= lookFor) return null;
  return Math.min(lookCap, lookAfter * 2 ** Math.min(looks, 20));
}

/**
 * How long ago the claim was made, in milliseconds, rather too much than too little: the wall clock may have been set
 * since, the boot's own clock stands still while the machine sleeps, and only where both fell behind a post is missed.
 */
export function claimedAgo(claim: Claim, now: Moment): number {
  const byWall = Date.parse(now.at) - Date.parse(claim.at);
  return Math.max(0, byWall, now.boot === claim.owner.boot ? now.ms - claim.ms : 0);
}

/** The server's time from which on posts are looked at (Unix milliseconds); 0 or less would mean "the newest few" to it. */
export function sinceOf(serverNow: number, ago: number): number {
  return Math.max(1, Math.floor(serverNow - ago - clockMargin));
}

/** Of an earlier boot it was surely before this one began. */
function passedAtLeast(since: Moment, now: Moment): number {
  return since.boot === now.boot ? now.ms - since.ms : now.ms;
}

function madeAt({ at, ms, owner }: Claim): Moment {
  return { at, ms, boot: owner.boot };
}
