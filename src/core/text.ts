// eslint-disable-next-line no-control-regex -- terminals' escape sequences begin with a control character
const ansi = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?/g;

/** Line breaks and tabs of any kind; of U+2424, the picture of one, Mattermost's web client makes one. */
const breaks = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029\u2424]/g;

const invisible = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u00ad\u200b\u2060\ufeff]/gu;

/** Text as one line: each line break or tab a space; escape sequences and what hides or turns text taken out. */
export function clean(text: string): string {
  return text.replace(ansi, "").replace(breaks, " ").replace(invisible, "");
}

/** The same for prose: runs of white space become one space, none at either end. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim();
}

/** At most `max` code points of a text, with an ellipsis for what is missing: the end, or the start. */
export function cut(text: string, max: number, keep: "start" | "end" = "start"): string {
  if (text.length <= max) return text;
  const points = Array.from(text);
  if (points.length <= max) return text;
  if (keep === "start") return `${points.slice(0, max - 1).join("")}…`;
  // A combining mark without its letter would sit on the ellipsis.
  return `…${points
    .slice(1 - max)
    .join("")
    .replace(/^[\p{M}\u200d]+/u, "")}`;
}

/** The length by which Mattermost's limit is meant. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}
