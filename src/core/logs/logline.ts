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
 * The line without the time that a tool put before it, or what stands beside the time there: `ts`, Jenkins, GitHub, GitLab,
 * the journal, glog and Python's logging do, and docker compose names its service.
 */
export function withoutStamp(line: string): string {
  return stripped(line, stamp);
}

/** The same, also without the name of a machine or task, as turbo and drivers of several machines put it. */
export function withoutPrefix(line: string): string {
  return stripped(line, stampOrName);
}

/** Most lines have none: they are to cost little. */
function stripped(line: string, prefix: RegExp): string {
  if (line.startsWith(" ") || !prefix.test(line)) return line;
  return readableLine(line.replace(prefix, "").replace(prefix, "").replace(prefix, ""));
}

const level = "(?:DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL)";
const stamps = [
  "\\[[^\\]]{0,40}\\d\\d:\\d\\d[^\\]]{0,40}\\]\\s",
  "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d\\S*\\s",
  "[A-Z][a-z]{2} {1,2}\\d{1,2} \\d\\d:\\d\\d:\\d\\d(?: \\S{1,80} \\S{1,80}:)?\\s",
  "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\s",
  "[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{1,9} {1,9}\\d{1,9} \\S{1,80}\\] ",
  `(?:- (?:\\S{1,80} - )?)?\\[?${level}\\]?(?: ?[-|:])?\\s`,
  "\\d\\d[OE][+ ]",
  "[\\w.@/:-]{1,80} *\\|\\s",
];
const names = ["\\[[^\\]]{1,60}\\]\\s", "[\\w.@/:-]{1,80}[:>]\\s", "\\([\\w.@/:-]{1,80}\\)\\s"];
const stamp = anyOf(stamps);
const stampOrName = anyOf([...stamps, ...names]);

function anyOf(prefixes: readonly string[]): RegExp {
  return new RegExp(`^(?:${prefixes.join("|")})`);
}

/** A log line for people: one line of at most 200 characters. */
export function shownLine(line: string): string {
  return cut(oneLine(line), 200);
}

function withoutRightFrame(cells: string): string {
  const last = cells.lastIndexOf(" ");
  return rightFrame.test(cells.slice(last + 1)) ? cells.slice(0, Math.max(last, 0)).trimEnd() : cells;
}
