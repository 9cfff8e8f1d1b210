import type { Store, ScopeKey } from "../core/ports.ts";
import { deliveryVersion, outcomeOf, type Claim, type Posted } from "../core/state/delivery.ts";

/**
 * Writes down that the message of a try is in the channel. Either of two files tells it: where the disk refuses the one,
 * the other may be written still. `at`: wall clock, ISO 8601 UTC. Throws a `Fault` when the disk fails.
 */
export async function recordPosted(
  store: Store,
  key: ScopeKey,
  { deliveryId, try: number }: Claim,
  by: Posted["by"],
  at: string,
): Promise<void> {
  await store
    .posted(key, { version: deliveryVersion, at, deliveryId, by })
    .finally(() => store.settle(key, number, outcomeOf(at, "posted")));
}
