import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { backOff, backOffCap, decide, type DecisionFacts } from "../../../src/core/post/decide.ts";
import { runStates, type RunState } from "../../../src/core/words.ts";
import { markOf, momentAt } from "../samples.ts";
import { hour, minute } from "../situations.ts";

const now = momentAt(hour);

function facts(change: Partial<DecisionFacts> = {}, state: RunState = "COMPLETED"): DecisionFacts {
  return {
    parent: false,
    closed: { at: now.at, state, rule: "complete", reasons: [] },
    delivery: { phase: "none" },
    cancelled: markOf(),
    parentCancelled: markOf(),
    noWebhook: null,
    damaged: [],
    at: now.at,
    ...change,
  };
}

function decided(change: Partial<DecisionFacts>, state?: RunState): string {
  const decision = decide(facts(change, state));
  return decision.action === "post" ? `post ${decision.number}` : `${decision.action}: ${decision.because.code}`;
}

function waiting(nextAt: string | null, tries = 1): Partial<DecisionFacts> {
  return { delivery: { phase: "waiting", tries, nextAt, error: null } };
}

test("a scope that is open is not over", () => assert.equal(decided({ closed: null }), "skip: not-over"));

for (const state of runStates) {
  const said = state === "COMPLETED" || state === "FAILED" ? "post 1" : "skip: never-posted";
  test(`closed as ${state}: ${said}`, () => assert.equal(decided({}, state), said));
}

for (const [title, change, said] of [
  ["posted before", { delivery: { phase: "posted", tries: 1, at: null } }, "skip: already-posted"],
  ["another pass is sending it", { delivery: { phase: "sending", tries: 1 } }, "skip: being-sent"],
  [
    "a try is in doubt",
    { delivery: { phase: "unconfirmed", tries: 1, deliveryId: "x", at: now.at, looked: null } },
    "skip: unconfirmed",
  ],
  [
    "its delivery files are damaged",
    { delivery: { phase: "damaged", tries: 1, files: ["try-1.json"] } },
    "skip: damaged",
  ],
  ["some file of its build is damaged", { damaged: ["builds/a/state.json"] }, "skip: damaged"],
  ["its cancel mark cannot be read", { cancelled: markOf("unreadable") }, "skip: marks-unreadable"],
  ["the build's cancel mark cannot be read", { parentCancelled: markOf("unreadable") }, "skip: marks-unreadable"],
  ["there is no webhook", { noWebhook: "no webhook is configured" }, "wait: no-webhook"],
  ["the next try lies ahead", waiting(momentAt(hour + 1).at), "wait: back-off"],
  ["the next try is due", waiting(now.at), "post 2"],
  ["the last try was withdrawn, or is to be sent again", waiting(null, 3), "post 4"],
] as const satisfies readonly (readonly [string, Partial<DecisionFacts>, string])[]) {
  test(`${title}: ${said}`, () => assert.equal(decided(change), said));
}

test("being posted, in doubt or damaged comes before a missing webhook: nothing to wait for", () => {
  const delivery = { phase: "posted", tries: 1, at: null } as const;
  assert.equal(decided({ delivery, noWebhook: "none", damaged: ["x"] }), "skip: already-posted");
});

test("a clock that was set back never makes a try wait longer than the cap", () => {
  assert.equal(decided(waiting(momentAt(hour + 15 * minute).at)), "wait: back-off");
  assert.equal(decided(waiting(momentAt(hour + 15 * minute + 1).at)), "post 2");
});

test("the wait between two tries doubles from five seconds up to a quarter of an hour", () => {
  const middles = [1, 2, 3, 4, 8, 9, 100].map((k) => backOff(k, 0.5, null) / 1_000);
  assert.deepEqual(middles, [5, 10, 20, 40, 640, 900, 900]);
});

test("jitter spreads the wait by a quarter to either side, never beyond the cap", () => {
  assert.deepEqual([backOff(1, 0, null), backOff(1, 0.999_999, null)], [3_750, 6_250]);
  assert.deepEqual([backOff(20, 0, null), backOff(20, 0.999_999, null)], [675_000, backOffCap]);
});

test("Retry-After is honoured where it is longer, up to the cap", () => {
  assert.equal(backOff(1, 0.5, 60_000), 60_000);
  assert.equal(backOff(4, 0.5, 1_000), 40_000);
  assert.equal(backOff(1, 0.5, 24 * hour * 1_000), backOffCap);
});

test("no wait is ever beyond the cap or below nothing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.option(fc.nat()),
      (k, fraction, after) => {
        const wait = backOff(k, fraction, after);
        assert.ok(wait > 0 && wait <= backOffCap && Number.isInteger(wait));
      },
    ),
  );
});
