/**
 * What the probe said: whether hook and server answer as they should; no text holds a secret. Not `proven`: with the
 * status that they should, but not in Mattermost's words, as a server that knows no such page does, or a proxy that has
 * words of its own.
 */
export type Health =
  | { readonly healthy: true; readonly proven: boolean }
  | { readonly healthy: false; readonly code: string; readonly text: string; readonly retryAfterMs: number | null };
