import type { ReportKind } from "../../src/core/reports/report.ts";

/**
 * Whether a failure stands in a report, by means of its own that know nothing of the readers: patterns over the text, in
 * whatever encoding, with comments, character data and instructions taken out; for JSON also what `stats` counts.
 */
export function tellsOfFailure(bytes: Buffer, kind: ReportKind): boolean {
  return readings(bytes).some((text) => (kind === "junit" ? failure.test(text.replace(hidden, " ")) : isRedJson(text)));
}

const hidden = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;
const failure = /<(?:[\w.-]+:)?(?:failure|error|rerunFailure|rerunError)(?=[\s/>])/;
/** Within a string its quotes would stand behind backslashes. */
const mark = /(?<!\\)"(?:fail"\s*:\s*true|state"\s*:\s*"failed")/g;

function isRedJson(text: string): boolean {
  const json = parsed(text);
  return marksIn(text) > marksIn(JSON.stringify(asidesOf(json))) || countedFailures(json) > 0;
}

/** What tests and mochawesome say of themselves, which is no result. */
function asidesOf(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    ["context", "err", "meta"].includes(key) ? [{ [key]: item as unknown }] : asidesOf(item),
  );
}

function marksIn(text: string): number {
  return text.match(mark)?.length ?? 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

function countedFailures(json: unknown): number {
  const { stats } = (json ?? {}) as { stats?: { failures?: unknown; other?: unknown } | null };
  return [stats?.failures, stats?.other].reduce(
    (sum: number, count) => sum + (typeof count === "number" ? count : 0),
    0,
  );
}

/** The texts that these bytes may be: those that begin as a report does. A piece moved by one byte is no text of UTF-16. */
function readings(bytes: Buffer): readonly string[] {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const all = [bytes.toString(), even.toString("utf16le"), Buffer.from(even).swap16().toString("utf16le")];
  return all.filter((text) => /^\ufeff?\s*[<{[]/.test(text));
}
