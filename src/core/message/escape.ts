import { clean, oneLine } from "../text.ts";

/** Invisible; parts what Mattermost would otherwise read as one mention, hashtag, link, emoji or block marker. */
const zeroWidth = "\u200b";

const backslashed: ReadonlySet<string> = new Set(["\\", "`", "*", "_", "[", "]", "|"]);
/** `$` has no backslash form in the web client, where a pair of them makes a formula. */
const entities: Readonly<Record<string, string>> = {
  "<": `&lt;${zeroWidth}`,
  ">": "&gt;",
  "&": "&amp;",
  $: "&#36;",
  "~": `\\~${zeroWidth}`,
};

/**
 * What means something to the server, the web client (a fork of marked) or the phone clients (one of commonmark.js).
 * A backslash before a letter or digit stays single: the web client would show both of a pair. `:`, `;` and `x-d`
 * begin emoji; of `www.` and of `name.tld/`, which clients make links of without any scheme, the dot is parted.
 */
const meaning =
  /[`*_[\]|~<>&$@#]|[:;](?! )|(?<=x)-(?=d)|\\(?![a-z\d])|www\d{0,3}(?=\.)|(?<=[\p{L}\d.-])\.(?=\p{L}{2,4}\/)/giu;

/** What begins a heading, list or rule where it stands first in a line; the other markers are in `meaning`. */
const lineBegin = /^(?=[-+=]|\d+[.)])/;

/** Text from artifacts as plain Markdown text of one line that shows as it was written and does nothing else. */
export function plain(text: string): string {
  return oneLine(text).replace(meaning, harmless).replace(lineBegin, zeroWidth);
}

/**
 * Text from artifacts as a code span, unaltered but for line breaks and invisible characters. Its fence is the
 * shortest run of backticks that the text does not hold; the spaces within the fence are taken off again.
 */
export function code(text: string): string {
  const content = clean(text);
  if (content.trim() === "") return "`?`";
  const runs = new Set((content.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length++;
  const fence = "`".repeat(length);
  const pad = /^`|`$|^ .* $/u.test(content) ? " " : "";
  return fence + pad + content + pad + fence;
}

/**
 * A whole text that the server stores as it is: incoming webhooks rewrite `<a|b>` to `[b](a)` within a line and
 * `<!channel>` to a mention, in code too. Each `<` that could begin one becomes a look-alike.
 */
export function keptByServer(text: string): string {
  return text.replace(/<(?=!|[^\n]*\|[^\n]*>)/g, "\u2039");
}

/** A text made by `plain` and `code` as a person sees it in the channel; code spans keep their fences. */
export function asSeen(text: string): string {
  const written = /\\([\\`*_[\]|~])|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)|&(lt|gt|amp|#36);|\u200b/gu;
  return text.replace(written, (whole: string, char?: string, fence?: string, entity?: string) => {
    if (fence !== undefined) return whole;
    return char ?? (entity === undefined ? "" : (characters[entity] ?? whole));
  });
}

const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", "#36": "$" };

function harmless(found: string): string {
  return entities[found] ?? (backslashed.has(found) ? `\\${found}` : found + zeroWidth);
}
