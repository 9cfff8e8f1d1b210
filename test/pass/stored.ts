import type { DeliveryFiles } from "../../src/core/state/delivery.ts";
import type { ScopeMemory } from "../../src/core/state/state.ts";
import type { Usable } from "../../src/pass/records.ts";
import { attemptOf } from "../core/samples.ts";

/** A plain build as it lies on disk, with nothing marked by an operator; `tries` are those of its message. */
export function storedBuild(change: Partial<ScopeMemory> = {}, tries: DeliveryFiles["tries"] = []): Usable {
  const attempt = attemptOf();
  const memory = { ...attempt.scope, ...change };
  const absent = { seen: "absent" } as const;
  const own = { memory, cancelled: absent, exit: absent, delivery: { posted: null, tries, looked: null, damaged: [] } };
  const state = { ...attempt, scope: memory };
  return { build: "nightly", attempt: 1, state, own, subRuns: [], damagedGroups: [], damage: [] };
}
