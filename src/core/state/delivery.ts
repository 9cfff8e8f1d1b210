import * as z from "zod/mini";
import type { Looked } from "./lookup.ts";

/** Format of the delivery files. */
export const deliveryVersion = 1;

const owner = z.strictObject({ boot: z.string(), pid: z.int().check(z.positive()), start: z.string() });

/** try-<k>.json: a claim. Linked into place before any byte goes out, never changed or removed. */
export const claimSchema = z.strictObject({
  version: z.literal(deliveryVersion),
  try: z.int().check(z.positive()),
  /** Random; goes out as `props.atvm_delivery_id`. */
  deliveryId: z.string().check(z.minLength(1)),
  at: z.string(),
  /** CLOCK_MONOTONIC of the owner's boot, in milliseconds. */
  ms: z.number(),
  owner,
});

/**
 * try-<k>.outcome.json: how a try was settled. Linked once, by the claim's owner or by an operator's `resolve`;
 * the first one stands.
 */
export const outcomeSchema = z.strictObject({
  version: z.literal(deliveryVersion),
  at: z.string(),
  outcome: z.enum(["posted", "not-sent", "withdrawn", "resend"]),
  error: z.nullable(z.strictObject({ code: z.string(), text: z.string() })),
  /** When the next try may be made (ISO 8601 UTC); null where none follows or no wait is needed. */
  nextAt: z.nullable(z.string()),
});

/** posted.json: this scope's message is in the channel. If it exists, in any form, nothing is ever sent again. */
export const postedSchema = z.strictObject({
  version: z.literal(deliveryVersion),
  at: z.string(),
  deliveryId: z.nullable(z.string()),
  by: z.enum(["watcher", "operator", "lookup"]),
});

/** cancelled.json as `cancel` writes it; one made by hand counts too, even an empty one. */
export const cancelSchema = z.looseObject({
  version: z.literal(deliveryVersion),
  at: z.string(),
  reason: z.nullable(z.string()),
});

export type Claim = z.output<typeof claimSchema>;
export type Outcome = z.output<typeof outcomeSchema>;
export type Posted = z.output<typeof postedSchema>;

/** One try as the files tell it. */
export interface Try {
  readonly claim: Claim;
  readonly outcome: Outcome | null;
}

/** Everything on disk about one scope's delivery, or why it could not be read. */
export interface DeliveryFiles {
  /** True as soon as posted.json exists, readable or not. */
  readonly posted: { readonly at: string | null } | null;
  readonly tries: readonly Try[];
  /** What looking for a message in doubt came to; null where nobody looked, or where that cannot be read. */
  readonly looked: Looked | null;
  /** Names of delivery files that are damaged: they mean "do not post". */
  readonly damaged: readonly string[];
}

/** What became of a try, as it is stored; one that may be made again says why, and when. */
export function outcomeOf(
  at: string,
  outcome: Outcome["outcome"],
  error: Outcome["error"] = null,
  nextAt: string | null = null,
): Outcome {
  return { version: deliveryVersion, at, outcome, error, nextAt };
}
