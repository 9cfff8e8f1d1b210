import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  claimedAgo,
  clockMargin,
  isLookDue,
  lookAfter,
  lookCap,
  lookFor,
  sinceOf,
  waitAfterLook,
} from "../../../src/core/post/lookup.ts";
import type { Claim } from "../../../src/core/state/delivery.ts";
import type { Looked } from "../../../src/core/state/lookup.ts";
import type { Moment } from "../../../src/core/time.ts";
import { momentAt, processOf } from "../samples.ts";
import { hour } from "../situations.ts";

const start = 1_000;

function claimAt({ at, ms, boot }: Moment): Claim {
  return { version: 1, try: 1, deliveryId: "d-1", at, ms, owner: processOf(7, boot) };
}

const claim = claimAt(momentAt(start));

function lookedAt(seconds: number, waitMs: number | null, boot = "b1"): Looked {
  const moment = momentAt(seconds, boot);
  return { version: 1, deliveryId: "d-1", ...moment, looks: 1, seen: "not-found", text: null, waitMs };
}

test("nobody looks before a minute has passed since the claim", () => {
  assert.equal(lookAfter, 60_000);
  assert.equal(isLookDue(claim, null, momentAt(start + 59.999)), false);
  assert.equal(isLookDue(claim, null, momentAt(start + 60)), true);
});

test("a minute is measured by the boot's own clock, whatever the wall clock is set to", () => {
  assert.equal(isLookDue(claim, null, momentAt(start + 10, "b1", start + 10 * hour)), false);
  assert.equal(isLookDue(claim, null, momentAt(start + 60, "b1", start - 10 * hour)), true);
});

test("in a later boot it begins with that boot", () => {
  assert.equal(isLookDue(claim, null, momentAt(59, "b2")), false);
  assert.equal(isLookDue(claim, null, momentAt(60, "b2")), true);
});

test("the next look waits as the last one said, anew in a new boot, and never where that was the last", () => {
  assert.equal(isLookDue(claim, lookedAt(2_000, 120_000), momentAt(2_119)), false);
  assert.equal(isLookDue(claim, lookedAt(2_000, 120_000), momentAt(2_120)), true);
  assert.equal(isLookDue(claim, lookedAt(2_000, 120_000), momentAt(119, "b2")), false);
  assert.equal(isLookDue(claim, lookedAt(2_000, 120_000), momentAt(120, "b2")), true);
  assert.equal(isLookDue(claim, lookedAt(2_000, null), momentAt(1_000 * hour)), false);
});

test("looks come ever further apart, up to six hours, and end with one that finds nothing a day after the claim", () => {
  const times: number[] = [];
  let now = momentAt(start + 60);
  for (let looks = 1; looks < 100; looks++) {
    times.push(now.ms / 1_000 - start);
    const wait = waitAfterLook(claim, looks, "not-found", now);
    if (wait === null) break;
    now = momentAt((now.ms + wait) / 1_000);
  }
  assert.deepEqual(times.slice(0, 6), [60, 180, 420, 900, 1_860, 3_780]);
  assert.ok(times.length < 15, `${times.length} looks`);
  assert.ok((times.at(-1) ?? 0) * 1_000 >= lookFor && (times.at(-2) ?? 0) * 1_000 < lookFor);
});

test("a server that cannot be asked is asked again every six hours, for as long as it takes", () => {
  assert.equal(waitAfterLook(claim, 50, "could-not-look", momentAt(start + 1_000 * hour)), lookCap);
  assert.equal(lookCap, 6 * 3_600_000);
});

test("how long ago it was is the most that one of the clocks says", () => {
  assert.equal(claimedAgo(claim, momentAt(start + 60)), 60_000);
  assert.equal(claimedAgo(claim, momentAt(start + 60, "b1", start + hour)), hour * 1_000, "slept, or set forward");
  assert.equal(claimedAgo(claim, momentAt(start + hour, "b1", start)), hour * 1_000, "set back");
  assert.equal(claimedAgo(claim, momentAt(20, "b2", start + 300)), 300_000, "booted since");
  assert.equal(claimedAgo(claim, momentAt(20, "b2", start - 300)), 0, "booted since, and set back");
});

test("a clock of the controller that is wrong by any amount hides no post, as long as it runs", () => {
  const real = Date.parse(momentAt(start).at);
  const day = 24 * 3_600_000;
  fc.assert(
    fc.property(
      fc.integer({ min: -400 * day, max: 400 * day }),
      fc.integer({ min: -400 * day, max: 400 * day }),
      fc.integer({ min: 0, max: day }),
      fc.integer({ min: -clockMargin + 1, max: clockMargin - 1 }),
      (offAtClaim, offNow, passed, apart) => {
        const wall = (ms: number): string => new Date(real + ms).toISOString();
        const made = claimAt({ at: wall(offAtClaim), ms: 5_000, boot: "b1" });
        const now = { at: wall(offNow + passed), ms: 5_000 + passed, boot: "b1" };
        // The post is stamped by a clock that is `apart` from the one that dates the answer.
        const since = sinceOf(real + passed, claimedAgo(made, now));
        assert.ok(since < real + apart);
      },
    ),
  );
});

test("a page is always asked for since some time: none would mean the newest few", () => {
  assert.equal(sinceOf(1_000, 50 * 365 * 24 * 3_600_000), 1);
});
