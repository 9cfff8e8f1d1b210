import type { Inspection, ReportInspection } from "../core/reports/inspection.ts";
import { printable } from "../core/show/printable.ts";
import { wrapped } from "../core/show/wrap.ts";
import { cut, oneLine } from "../core/text.ts";

const verdictWidth = "unreadable".length;
const countWidth = "100 of 1000 tests".length;
const indent = " ".repeat(verdictWidth + 2);

const minWidth = 40;
const worstFirst = [
  "unreadable",
  "open",
  "failed",
  "killed",
  "cancelled",
  "empty",
  "ended",
  "passed",
] as const satisfies readonly Inspection["verdict"][];

/** In code points; the end of an error message tells most. */
const maxMessage = 200;

/** One file for people: a line with its verdict, and below it what there is to say, in lines of this width. */
export function inspectionText(inspection: Inspection, width: number | null): readonly string[] {
  const count = inspection.kind === "log" ? "log" : countText(inspection);
  const head = `${inspection.verdict.padEnd(verdictWidth)}  ${count.padEnd(countWidth)}  ${printable(inspection.file)}`;
  const notes = inspection.kind === "log" ? [] : [...asideText(inspection), ...failingText(inspection)];
  const room = width === null ? null : Math.max(width - indent.length, minWidth);
  const lines = [...detailText(inspection), ...notes].flatMap((note) =>
    wrapped(note, room, note.startsWith("- ") ? 2 : 0),
  );
  return [head, ...lines.map((line) => indent + line)];
}

/** How many of several files came to which verdict, the worst first. */
export function totalsText(verdicts: ReadonlyMap<Inspection["verdict"], number>): readonly string[] {
  const all = total(verdicts);
  if (all < 2) return [];
  const parts = worstFirst.flatMap((verdict) => {
    const count = verdicts.get(verdict);
    return count === undefined ? [] : [`${count} ${verdict}`];
  });
  return ["", `${all} files: ${parts.join(", ")}`];
}

export function total(verdicts: ReadonlyMap<Inspection["verdict"], number>): number {
  return [...verdicts.values()].reduce((sum, count) => sum + count, 0);
}

function countText({ kind, tests, failed }: ReportInspection): string {
  if (tests === null) return kind === "unknown" ? "" : kind;
  const all = tests === 1 ? "1 test" : `${tests} tests`;
  return failed === null || failed === 0 ? all : `${failed} of ${all}`;
}

function detailText({ detail }: Inspection): readonly string[] {
  return detail === null ? [] : [oneLine(detail)];
}

function asideText({ skipped, flaky }: ReportInspection): readonly string[] {
  const parts = [skipped ? `${skipped} skipped` : "", flaky ? `${flaky} passed only after a failed try` : ""];
  const said = parts.filter((part) => part !== "");
  return said.length === 0 ? [] : [said.join(", ")];
}

function failingText({ failing, failed }: ReportInspection): readonly string[] {
  const lines = failing.map(({ name, message }) => {
    const error = cut(oneLine(message), maxMessage, "end");
    return `- ${oneLine(name)}${error === "" ? "" : `: ${error}`}`;
  });
  const more = (failed ?? 0) - failing.length;
  return more > 0 ? [...lines, `and ${more} more failed`] : lines;
}
