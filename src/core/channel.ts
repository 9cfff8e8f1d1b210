import type { Result } from "./words.ts";

/**
 * Reads a channel's name as people write it: a leading `~` or `#` is not part of it. Mattermost finds a channel only
 * by the name in its URL; a display name or an id answers 404.
 */
export function parseChannel(text: string): Result<string, string> {
  const name = text.replace(/^[~#]/, "");
  if (name === "") return { ok: false, fault: "names no channel" };
  if (/[\s\p{Cc}\p{Cf}]/u.test(name)) {
    return { ok: false, fault: "holds a space or a control character: a channel's name is the one in its URL" };
  }
  return { ok: true, value: name };
}
