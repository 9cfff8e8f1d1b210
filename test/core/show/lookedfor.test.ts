import assert from "node:assert/strict";
import { test } from "node:test";
import type { Delivery } from "../../../src/core/post/ledger.ts";
import { scopeView, type ScopeView } from "../../../src/core/show/view.ts";
import type { Looked } from "../../../src/core/state/lookup.ts";
import { momentAt } from "../samples.ts";
import { watching } from "../situations.ts";

function view(delivery: Delivery): ScopeView {
  const run = watching().look(5);
  return scopeView({ memory: run.memory(), begun: true, verdict: run.judged().verdict, situation: null, delivery });
}

test("a message in doubt tells when it was last looked for, what came of it, and when it is looked for again", () => {
  const note = { version: 1, deliveryId: "x", ...momentAt(60), looks: 1, text: null } as const;
  const told = (looked: Looked): object | null =>
    view({ phase: "unconfirmed", tries: 1, deliveryId: "x", at: "then", looked }).delivery.lookedFor;
  const [at, again] = [momentAt(60).at, momentAt(180).at];
  assert.deepEqual(told({ ...note, seen: "not-found", waitMs: 120_000 }), {
    ...{ at, found: false, nextAt: again },
    text: `a look into the channel at ${at} did not find it; the next look is made at ${again}`,
  });
  assert.deepEqual(told({ ...note, seen: "could-not-look", text: "it is away", waitMs: null }), {
    ...{ at, found: null, nextAt: null },
    text: `the channel could not be looked into at ${at}: it is away; no pass looks again`,
  });
});
