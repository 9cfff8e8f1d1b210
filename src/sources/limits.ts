import type { Unfinished } from "../core/reports/report.ts";

/**
 * What a reader takes on, beside `reporter.maxReportMiB` of the configuration. A report beyond any of these is not read,
 * and says which: real ones stay far below, and what does not would cost memory or time without bound. Within them a
 * real report takes up to 450 MB of memory and two seconds, and the worst that can be made up 750 MB or ten seconds.
 */
export const limits = {
  /** Elements, or suites, within each other. */
  depth: 256,
  /** Attributes of one element. */
  attributes: 256,
  /** Characters in the name of an element or attribute. */
  markupName: 1_000,
  /** Values in a JSON report, fields of one object, and brackets within each other. */
  jsonValues: 4_000_000,
  jsonFields: 10_000,
  jsonDepth: 1_000,
  /** Spec files that one report tells of, and characters in the path of each. */
  specs: 2_000,
  specPath: 4_096,
} as const;

export interface LimitFault {
  readonly why: Extract<Unfinished, "limit">;
  readonly detail: string;
}

/** The fault of a report beyond a limit; `what` is a clause about "it", the file. */
export function beyond(limit: keyof typeof limits | "reporter.maxReportMiB", what: string): LimitFault {
  return { why: "limit", detail: `${what} (limit ${limit})` };
}
