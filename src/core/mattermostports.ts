import type { Health } from "./health/probed.ts";

/** What became of one request. The text holds no secret. */
export type SendOutcome =
  | { sent: "posted" }
  | { sent: "no"; code: string; text: string; retryAfterMs: number | null }
  | { sent: "unknown"; code: string; text: string };

/** Speaks. One call, one request on a fresh connection; never throws. */
export interface Mattermost {
  post(body: PostBody): Promise<SendOutcome>;
  /** The probe that never posts. */
  probe(): Promise<Health>;
}

/** The JSON body of a post: built so that Mattermost can only ever make one post of it. */
export interface PostBody {
  readonly text: string;
  readonly channel?: string;
  readonly props: { readonly atvm_delivery_id: string; readonly card?: string };
}

/** What one look for a post came to. "Could not look" is never "not there". No text holds a secret. */
export type LookAnswer =
  | { readonly seen: "found" }
  | { readonly seen: "not-found" }
  | { readonly seen: "could-not-look"; readonly code: string; readonly text: string };

/** Looks into the channel that messages go to, with a token. Never throws, and changes nothing there. */
export interface Lookup {
  /**
   * Looks for the post that carries this delivery id among all made or changed in the last `ms` milliseconds by the
   * server's own clock, deleted ones too.
   */
  find(deliveryId: string, ms: number): Promise<LookAnswer>;
  /** Whether address, token and channel are right: null, or what is wrong. */
  check(): Promise<{ readonly code: string; readonly text: string } | null>;
}
