import type { Names } from "../files/patterns.ts";

/** What fits beside the rest of a message. */
const maxUrl = 1_000;

/**
 * The link to a run's report: `{build}`, `{group}` and `{run}` of the configured URL filled in, all percent-encoded
 * that could end a Markdown link or mention somebody. Credentials in the URL are left out. Null when the names make
 * no usable URL of it.
 */
export function reportUrl(template: string, names: Names): string | null {
  const filled = template.replace(/\{(build|group|run)\}/g, (_whole, name: keyof Names) => encoded(names[name] ?? ""));
  if (!URL.canParse(filled)) return null;
  const url = new URL(filled);
  const safe = url.origin + (url.pathname + url.search + url.hash).replace(/[^\w\-.~:/?#&=+%,;]/g, encodedChar);
  return safe.length <= maxUrl ? safe : null;
}

function encoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Cs}/gu, "\ufffd")).replace(/[!'()*~]/g, encodedChar);
}

/** Of an ASCII character: a parsed URL holds no others. */
function encodedChar(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
