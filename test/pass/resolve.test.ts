import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ports } from "../../src/core/ports.ts";
import { claimSchema } from "../../src/core/state/delivery.ts";
import type { Usable } from "../../src/pass/records.ts";
import { doubtsOf, resolve } from "../../src/pass/resolve.ts";
import { momentAt, processOf } from "../core/samples.ts";
import { storedBuild } from "./stored.ts";

/** A build of which the try with this delivery id is in doubt. */
function inDoubt(deliveryId: string): Usable {
  const claim = claimSchema.parse({ version: 1, try: 1, deliveryId, at: momentAt(9).at, ms: 9, owner: processOf(50) });
  return storedBuild({}, [{ claim, outcome: null }]);
}

test("a word about one try does not settle the next, which came into doubt while the lock was waited for", async () => {
  const settled: string[] = [];
  const store = {
    openAttempts: () => Promise.resolve([]),
    settle: (_key: unknown, _number: number, { outcome }: { outcome: string }) =>
      Promise.resolve(settled.push(outcome) === 1),
    history: () => Promise.resolve(),
  };
  const ports = { store, clock: { now: () => momentAt(10) } } as unknown as Pick<Ports, "store" | "clock">;
  const resolver = { ports, isAlive: () => false };
  const meant = await doubtsOf(resolver, inDoubt("id-1"), null);
  const lock = { compromised: () => false };

  const late = resolve(resolver, inDoubt("id-2"), null, { word: "resend", meant }, lock);
  await assert.rejects(late, { code: "nothing-to-resolve" });
  assert.deepEqual(settled, []);
  await resolve(resolver, inDoubt("id-1"), null, { word: "resend", meant }, lock);
  assert.deepEqual(settled, ["resend"]);
});
