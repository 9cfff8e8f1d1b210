import type { Inspection, ReportInspection } from "../core/reports/inspection.ts";
import { printable } from "../core/show/printable.ts";
import { cut, oneLine } from "../core/text.ts";

const verdictWidth = "unreadable".length;
const countWidth = "100 of 1000 tests".length;
const indent = " ".repeat(verdictWidth + 2);

/** In code points; the end of an error message tells most. */
const maxMessage = 200;

/** One file for people: a line with its verdict, and below it what there is to say. */
export function inspectionText(inspection: Inspection): readonly string[] {
  const count = inspection.kind === "log" ? "log" : countText(inspection);
  const head = `${inspection.verdict.padEnd(verdictWidth)}  ${count.padEnd(countWidth)}  ${printable(inspection.file)}`;
  const notes = inspection.kind === "log" ? [] : [...asideText(inspection), ...failingText(inspection)];
  return [head, ...detailText(inspection), ...notes].map((line, index) => (index === 0 ? line : indent + line));
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
