import type { Result } from "../core/words.ts";

/**
 * Reads the URL of an incoming webhook, `https://host[/subpath]/hooks/<id>`. A slash at its end is taken off:
 * Mattermost answers 405 with it. The fault says what is wrong and never holds any part of the text, which is secret.
 */
export function parseWebhook(text: string): Result<URL, string> {
  const url = urlOf(text);
  if (url === undefined) return { ok: false, fault: "is not a URL" };
  if (url.protocol !== "http:" && url.protocol !== "https:") return { ok: false, fault: "is no http or https URL" };
  if (url.username !== "" || url.password !== "") return { ok: false, fault: "has a user or password in it" };
  url.pathname = url.pathname.replace(/\/+$/, "");
  if (!/\/hooks\/[A-Za-z0-9_-]+$/.test(url.pathname)) return { ok: false, fault: "does not end in /hooks/<id>" };
  return { ok: true, value: url };
}

/** `URL` itself would silently join the lines of a text with line breaks in it. */
function urlOf(text: string): URL | undefined {
  return /[\s\p{Cc}]/u.test(text) || !URL.canParse(text) ? undefined : new URL(text);
}
