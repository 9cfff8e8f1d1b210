import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { DeliveryFiles, Outcome, Try } from "../../../src/core/state/delivery.ts";
import { deliveryOf } from "../../../src/core/post/ledger.ts";
import { momentAt, processOf } from "../samples.ts";

const none: DeliveryFiles = { posted: null, tries: [], looked: null, damaged: [] };
const at = momentAt(0).at;

function made(number: number, outcome: Outcome["outcome"] | null): Try {
  const claim = { version: 1, try: number, deliveryId: `id-${number}`, at, ms: 0, owner: processOf(7) } as const;
  const error = outcome === "not-sent" ? { code: "ECONNREFUSED", text: "refused" } : null;
  const nextAt = outcome === "not-sent" ? momentAt(5).at : null;
  return { claim, outcome: outcome === null ? null : { version: 1, at, outcome, error, nextAt } };
}

function phase(files: Partial<DeliveryFiles>, alive: boolean | null = false): string {
  return deliveryOf({ ...none, ...files }, () => alive).phase;
}

test("no files: nothing was tried", () => assert.equal(phase({}), "none"));

test("an open claim whose owner lives is being sent", () => {
  assert.equal(phase({ tries: [made(1, null)] }, true), "sending");
});

test("an open claim whose owner could not be looked at counts as being sent", () => {
  assert.equal(phase({ tries: [made(1, null)] }, null), "sending");
});

test("an open claim whose owner is gone is in doubt, with the id it may have been posted under", () => {
  const delivery = deliveryOf({ ...none, tries: [made(1, "not-sent"), made(2, null)] }, () => false);
  assert.deepEqual(delivery, { phase: "unconfirmed", tries: 2, deliveryId: "id-2", at, looked: null });
});

test("what a look for an earlier try came to says nothing of the one in doubt", () => {
  const note = { version: 1, ...momentAt(60), looks: 1, seen: "not-found", text: null, waitMs: null } as const;
  const tries = [made(1, "resend"), made(2, null)];
  const of = (deliveryId: string): unknown =>
    deliveryOf({ ...none, tries, looked: { ...note, deliveryId } }, () => false);
  const doubt = { phase: "unconfirmed", tries: 2, deliveryId: "id-2", at } as const;
  assert.deepEqual(of("id-1"), { ...doubt, looked: null });
  assert.deepEqual(of("id-2"), { ...doubt, looked: { ...note, deliveryId: "id-2" } });
});

test("a try that was not sent waits for the next one, with its error and its time", () => {
  const delivery = deliveryOf({ ...none, tries: [made(1, "not-sent")] }, () => false);
  assert.deepEqual(delivery, {
    phase: "waiting",
    tries: 1,
    nextAt: momentAt(5).at,
    error: { code: "ECONNREFUSED", text: "refused" },
  });
});

test("a try that was withdrawn, or is to be sent again by an operator's word, waits for nothing", () => {
  for (const outcome of ["withdrawn", "resend"] as const) {
    const delivery = deliveryOf({ ...none, tries: [made(1, outcome)] }, () => false);
    assert.deepEqual(delivery, { phase: "waiting", tries: 1, nextAt: null, error: null });
  }
});

test("an outcome that says posted is enough, should posted.json be lost", () => {
  assert.equal(phase({ tries: [made(1, "posted")] }), "posted");
  assert.equal(phase({ tries: [made(1, "posted"), made(2, "not-sent")] }), "posted");
});

test("an earlier try whose outcome was lost is still in doubt, whatever came later", () => {
  assert.equal(phase({ tries: [made(1, null), made(2, "not-sent")] }), "unconfirmed");
});

test("a damaged file means do not post", () => {
  assert.equal(phase({ damaged: ["try-1.json"] }), "damaged");
  assert.equal(phase({ tries: [made(1, "not-sent")], damaged: ["try-2.json"] }), "damaged");
});

test("after a posted.json no phase that may post ever follows, whatever else lies there", () => {
  const outcome = fc.constantFrom("posted", "not-sent", "withdrawn", "resend", null);
  const damaged = fc.array(fc.constantFrom("posted.json", "try-1.json"));
  fc.assert(
    fc.property(fc.array(outcome), damaged, fc.constantFrom(true, false, null), (outcomes, names, alive) => {
      const tries = outcomes.map((each, index) => made(index + 1, each));
      assert.equal(phase({ posted: { at: null }, tries, damaged: names }, alive), "posted");
    }),
  );
});

test("a try in doubt is never followed by a phase that may post", () => {
  const outcome = fc.constantFrom("not-sent" as const, "withdrawn" as const, "resend" as const, null);
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1 }), fc.constantFrom(true, false, null), (outcomes, alive) => {
      const tries = outcomes.map((each, index) => made(index + 1, each));
      assert.equal(phase({ tries }, alive) === "waiting", !outcomes.includes(null));
    }),
  );
});
