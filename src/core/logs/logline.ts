import { clean, cut, oneLine } from "../text.ts";

/**
 * What the box drawing character left and right of a table row becomes: itself, an ASCII stand-in, or what
 * PowerShell's redirection makes of its UTF-8 bytes under code pages 850, 437 and 1252.
 */
const frame = "(?:[\\u2500-\\u257f|?]|[ÔΓ]ö.?|â”.?|\\ufffd+)";
const leftFrame = new RegExp(`^\\s*${frame}\\s+`, "u");
const rightFrame = new RegExp(`^${frame}$`, "u");

/**
 * A log line as it is compared with patterns: without escape sequences, control characters and blanks at its end;
 * of a table row, what stands within its frame. Blanks at the start of any other line stay. Of a line that was written
 * over what counts is what was written last.
 */
export function readableLine(raw: string): string {
  const text = raw.trimEnd();
  const line = clean(text.slice(text.lastIndexOf("\r") + 1)).trimEnd();
  const left = leftFrame.exec(line);
  return left === null ? line : withoutRightFrame(line.slice(left[0].length));
}

/**
 * The line without what a tool put before it, or two: the time, as `ts`, Jenkins, GitHub and the journal write it, or a
 * name, as docker compose, turbo and drivers of several machines do.
 */
export function withoutPrefix(line: string): string {
  const rest = line.replace(prefix, "").replace(prefix, "");
  return rest === line ? line : readableLine(rest);
}

const prefix = new RegExp(
  [
    "\\[[^\\]]{1,60}\\]\\s",
    "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d\\S*\\s",
    "[A-Z][a-z]{2} {1,2}\\d{1,2} \\d\\d:\\d\\d:\\d\\d(?: \\S{1,80} \\S{1,80}:)?\\s",
    "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\s",
    "[\\w.@/:-]{1,80}(?: *\\||:)\\s",
  ]
    .map((one) => `^(?:${one})`)
    .join("|"),
);

/** A log line for people: one line of at most 200 characters. */
export function shownLine(line: string): string {
  return cut(oneLine(line), 200);
}

function withoutRightFrame(cells: string): string {
  const last = cells.lastIndexOf(" ");
  return rightFrame.test(cells.slice(last + 1)) ? cells.slice(0, Math.max(last, 0)).trimEnd() : cells;
}
