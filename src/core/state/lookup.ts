import * as z from "zod/mini";

/** Format of lookup.json. */
export const lookedVersion = 1;

/**
 * lookup.json: what looking for a message in doubt came to, the last time; a post that was found is told by posted.json.
 * It only spaces looks and informs people, so one that cannot be used counts as none.
 */
export const lookedSchema = z.strictObject({
  version: z.literal(lookedVersion),
  /** Of the try that was looked for. */
  deliveryId: z.string().check(z.minLength(1)),
  at: z.string(),
  boot: z.string(),
  ms: z.number(),
  /** How often it was looked for so far. */
  looks: z.int().check(z.positive()),
  seen: z.enum(["not-found", "could-not-look"]),
  /** Why it could not be looked. */
  text: z.nullable(z.string()),
  /** Milliseconds until a pass looks again; null: none does. */
  waitMs: z.nullable(z.number()),
});

export type Looked = z.output<typeof lookedSchema>;
