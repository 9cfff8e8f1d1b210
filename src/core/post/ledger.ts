import type { Claim, DeliveryFiles, Try } from "../state/delivery.ts";
import type { Looked } from "../state/lookup.ts";
import type { ProcessId } from "../processes/process.ts";

/** How far one scope's message has come; derived from the files of its tries, never written itself. */
export type Delivery =
  | { readonly phase: "none" }
  | { readonly phase: "sending"; readonly tries: number }
  | { readonly phase: "posted"; readonly tries: number; readonly at: string | null }
  | {
      readonly phase: "waiting";
      readonly tries: number;
      readonly nextAt: string | null;
      readonly error: DeliveryError | null;
    }
  | {
      readonly phase: "unconfirmed";
      readonly tries: number;
      readonly deliveryId: string;
      readonly at: string;
      readonly looked: Looked | null;
    }
  | { readonly phase: "damaged"; readonly tries: number; readonly files: readonly string[] };

export interface DeliveryError {
  readonly code: string;
  readonly text: string;
}

/**
 * Reads the files of one scope's delivery. `isAlive` answers for a claim's owner; null when it could not be looked at,
 * and then an open claim counts as still being sent.
 */
export function deliveryOf(files: DeliveryFiles, isAlive: (owner: ProcessId) => boolean | null): Delivery {
  const tries = files.tries.length;
  if (files.posted !== null) return { phase: "posted", tries, at: files.posted.at };
  if (files.damaged.length > 0) return { phase: "damaged", tries, files: files.damaged };
  // A later try is made only once the one before is settled; should that be lost, the earlier one is still in doubt.
  const decisive =
    files.tries.find(({ outcome }) => outcome === null || outcome.outcome === "posted") ?? files.tries.at(-1);
  if (decisive === undefined) return { phase: "none" };
  if (decisive.outcome !== null) return settledTry(decisive, tries);
  const { claim } = decisive;
  if (isAlive(claim.owner) !== false) return { phase: "sending", tries };
  const looked = files.looked?.deliveryId === claim.deliveryId ? files.looked : null;
  return { phase: "unconfirmed", tries, deliveryId: claim.deliveryId, at: claim.at, looked };
}

/** The claim that is in doubt while it is not settled: the first, should the outcome of an earlier one be lost. */
export function openClaim({ tries }: DeliveryFiles): Claim | null {
  return tries.find(({ outcome }) => outcome === null)?.claim ?? null;
}

function settledTry({ outcome }: Try, tries: number): Delivery {
  if (outcome?.outcome === "posted") return { phase: "posted", tries, at: outcome.at };
  return { phase: "waiting", tries, nextAt: outcome?.nextAt ?? null, error: outcome?.error ?? null };
}
