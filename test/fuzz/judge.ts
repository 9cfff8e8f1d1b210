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
const mark = /(?<!\\)"(?:fail"\s*:\s*true|state"\s*:\s*"failed")/;

function isRedJson(text: string): boolean {
  return mark.test(text) || countedFailures(text) > 0;
}

function countedFailures(text: string): number {
  try {
    const { stats } = JSON.parse(text.replace(/^\ufeff/, "")) as { stats?: { failures?: unknown; other?: unknown } };
    return [stats?.failures, stats?.other].reduce(
      (sum: number, count) => sum + (typeof count === "number" ? count : 0),
      0,
    );
  } catch {
    return 0;
  }
}

/** The texts that these bytes may be: those that begin as a report does. A piece moved by one byte is no text of UTF-16. */
function readings(bytes: Buffer): readonly string[] {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const all = [bytes.toString(), even.toString("utf16le"), Buffer.from(even).swap16().toString("utf16le")];
  return all.filter((text) => /^\ufeff?\s*[<{[]/.test(text));
}
