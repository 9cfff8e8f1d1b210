import type { LogFacts } from "../logs/log.ts";
import { reportCounts, type FailingTest, type FinalReport, type ReportKind, type ReportReading } from "./report.ts";

/** What a file most likely is; `unknown` is neither a report nor a log. */
export type FileKind = ReportKind | "log" | "unknown";

/** How the readers understand one file, without any build; one line of `inspect --json`. */
export type Inspection = ReportInspection | LogInspection;

/** Counts are those of a whole report; of one that is not final they are null. */
export interface ReportInspection {
  readonly version: 1;
  readonly file: string;
  /** `unknown` also where nothing could be looked at. */
  readonly kind: Exclude<FileKind, "log">;
  readonly final: boolean;
  /** `empty`: a whole report without a single test. `unreadable`: not final; `detail` says why. */
  readonly verdict: "passed" | "failed" | "empty" | "unreadable";
  readonly tests: number | null;
  readonly passed: number | null;
  readonly failed: number | null;
  readonly skipped: number | null;
  readonly flaky: number | null;
  /** The first failing tests of each spec; `failed` counts all. */
  readonly failing: readonly FailingTest[];
  readonly detail: string | null;
}

export interface LogInspection {
  readonly version: 1;
  readonly file: string;
  readonly kind: "log";
  readonly started: boolean;
  /** Its last word is an end: no start stands open after it. */
  readonly ended: boolean;
  readonly cancelled: boolean;
  readonly killed: boolean;
  /** `ended`: an end that tells of no result. `open`: no end, or a start after it. */
  readonly verdict: "passed" | "failed" | "ended" | "cancelled" | "killed" | "open";
  readonly detail: string | null;
}

export function inspectReport(file: string, reading: ReportReading): ReportInspection {
  if (!reading.final) return uninspected(file, reading.kind, unfinishedDetail(reading.detail, reading.tests));
  const { total, passed, failed, skipped, flaky } = reportCounts(reading);
  return {
    version: 1,
    file,
    kind: reading.kind,
    final: true,
    verdict: failed > 0 ? "failed" : total === 0 ? "empty" : "passed",
    tests: total,
    passed,
    failed,
    skipped,
    flaky,
    failing: reading.specs.flatMap((spec) => spec.failing),
    detail: detailOf(reading),
  };
}

/** A file that told nothing; `detail` is a clause about "it", the file. */
export function uninspected(file: string, kind: ReportInspection["kind"], detail: string): ReportInspection {
  const counts = { tests: null, passed: null, failed: null, skipped: null, flaky: null };
  return { version: 1, file, kind, final: false, verdict: "unreadable", ...counts, failing: [], detail };
}

/** Any red run makes the log a failed one: a log may hold one run for each machine. */
export function inspectLog(file: string, facts: LogFacts): LogInspection {
  const ended = facts.end !== null && !facts.open && !facts.awaitingTotals;
  const verdict = logVerdict(facts, ended);
  return {
    version: 1,
    file,
    kind: "log",
    started: facts.starts > 0,
    ended,
    cancelled: facts.cancelled !== null,
    killed: facts.killed !== null,
    verdict,
    detail: logDetail(facts, verdict),
  };
}

/** What a file adds to the exit status of `inspect`: 0 fine, 1 failed, 2 not to be read or not final. */
export function inspectionStatus({ verdict }: Inspection): 0 | 1 | 2 {
  if (verdict === "unreadable" || verdict === "open") return 2;
  return verdict === "passed" || verdict === "ended" ? 0 : 1;
}

function unfinishedDetail(detail: string, tests: number): string {
  return tests === 0 ? detail : `${detail}; ${tests === 1 ? "1 test" : `${tests} tests`} could be read`;
}

function detailOf({ notes }: FinalReport): string | null {
  return notes.length === 0 ? null : notes.join("; ");
}

/** In the order in which the verdict rules ask. */
function logVerdict(facts: LogFacts, ended: boolean): LogInspection["verdict"] {
  if (facts.cancelled !== null) return "cancelled";
  if (facts.killed !== null) return "killed";
  if (!ended) return "open";
  if (facts.totalRows.failed > 0) return "failed";
  return facts.totals === null ? "ended" : "passed";
}

function logDetail(facts: LogFacts, verdict: LogInspection["verdict"]): string | null {
  switch (verdict) {
    case "cancelled":
      return facts.cancelled;
    case "killed":
      return facts.killed;
    case "open":
      return whyOpen(facts);
    case "ended":
      return facts.end?.line ?? null;
    case "passed":
    case "failed":
      return totalsDetail(facts);
  }
}

function whyOpen({ lines, open, awaitingTotals }: LogFacts): string {
  if (lines === 0) return "it is empty";
  if (awaitingTotals) return "(Run Finished) stands without a total row: it is being written, or the run was cancelled";
  return open ? "a run starts in it and does not end" : "no start and no end of a run stands in it";
}

function totalsDetail({ totals, totalRows }: LogFacts): string | null {
  if (totals === null) return null;
  if (totalRows.all > 1) return `${totalRows.failed} of ${totalRows.all} runs in it failed`;
  return `${totals.failed} of ${totals.of} specs failed`;
}
