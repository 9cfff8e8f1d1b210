import type { ReportKind, Unfinished, UnfinishedReport } from "../core/reports/report.ts";

/** A report that is not final; `detail` is a clause about "it", the file. */
export function unfinished(
  kind: ReportKind,
  { why, detail }: { readonly why: Unfinished; readonly detail: string },
  tests = 0,
): UnfinishedReport {
  return { final: false, kind, why, detail, tests };
}

export const emptyFile = { why: "empty", detail: "it is empty" } as const;
