import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { elapsed, formatDuration, later, parseDuration, plus, restarted } from "../../src/core/time.ts";
import { momentAt } from "./samples.ts";

test("a wait is measured on the boot's clock, whatever the wall clock does meanwhile", () => {
  assert.equal(elapsed(momentAt(10, "b1", 0), momentAt(70, "b1", 999_999)), 60_000);
  assert.equal(elapsed(momentAt(10, "b1", 500), momentAt(70, "b1", 0)), 60_000);
});

test("across boots nothing has been waited, and never less than nothing", () => {
  assert.equal(elapsed(momentAt(10, "b1"), momentAt(70, "b2")), 0);
  assert.equal(elapsed(momentAt(70), momentAt(10)), 0);
});

test("a new boot restarts a wait; one of this boot, and none, stay as they are", () => {
  const [old, now] = [momentAt(10, "b1"), momentAt(5, "b2")];
  assert.equal(restarted(old, now), now);
  assert.equal(restarted(old, momentAt(99, "b1")), old);
  assert.equal(restarted(null, now), null);
});

test("of two moments of one boot the later one is known; of two boots the second named is taken", () => {
  const [early, late, other] = [momentAt(1), momentAt(2), momentAt(0, "b2")];
  assert.deepEqual([later(early, late), later(late, early), later(late, other)], [late, late, other]);
});

test("a time for people is that much later", () => {
  assert.equal(plus("2026-11-23T23:59:30.000Z", 90_000), "2026-11-24T00:01:00.000Z");
});

for (const [text, ms] of [
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["2h", 7_200_000],
  ["3d", 259_200_000],
  ["500ms", 500],
  ["1.5h", 5_400_000],
  [" 2h ", 7_200_000],
  ["0s", 0],
] as const) {
  test(`${JSON.stringify(text)} is a duration of ${ms} ms`, () => assert.equal(parseDuration(text), ms));
}

for (const text of ["", "90", "s", "2 h", "-1s", "1w", "1h30m", "1e3s", ".5h", "99999999999999d", "２h"]) {
  test(`${JSON.stringify(text)} is no duration`, () => assert.equal(parseDuration(text), undefined));
}

for (const [ms, text] of [
  [0, "0 s"],
  [45_400, "45 s"],
  [59_600, "1 min"],
  [90_000, "1 min 30 s"],
  [7_800_000, "2 h 10 min"],
  [7_200_000, "2 h"],
  [47 * 3_600_000, "47 h"],
  [50 * 3_600_000, "2 d 2 h"],
  [-5, "0 s"],
] as const) {
  test(`${ms} ms are told as ${text}`, () => assert.equal(formatDuration(ms), text));
}

test("a duration for people is never empty and holds no unit twice", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) =>
      assert.match(formatDuration(ms), /^\d+ (?:s|min(?: \d+ s)?|h(?: \d+ min)?|d(?: \d+ h)?)$/),
    ),
  );
});
