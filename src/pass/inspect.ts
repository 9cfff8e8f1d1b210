import { inspectLog, inspectReport, uninspected, type FileKind, type Inspection } from "../core/reports/inspection.ts";
import type { LogReading } from "../core/logs/log.ts";
import type { LinePatterns, Sources } from "../core/ports.ts";
import type { Seen } from "../core/words.ts";

/** What reading single files needs. */
export interface Inspector {
  readonly lines: LinePatterns;
  readonly sources: Pick<Sources, "report" | "log">;
  readonly kindOf: (file: string) => Promise<Seen<FileKind>>;
  /** Told of each file, and of each part of a large log. */
  readonly progress: (file: string) => void;
}

/** Reads one file as a pass would, whole and from its start. Never throws. */
export async function inspectFile(inspector: Inspector, file: string): Promise<Inspection> {
  inspector.progress(file);
  const kind = await inspector.kindOf(file);
  if (kind.seen !== "present") return uninspected(file, "unknown", whyNot(kind));
  if (kind.fact === "unknown") return uninspected(file, "unknown", "it is neither a report nor a log");
  if (kind.fact === "log") return wholeLog(inspector, file);
  const seen = await inspector.sources.report(file, kind.fact);
  return seen.seen === "present" ? inspectReport(file, seen.fact.reading) : uninspected(file, kind.fact, whyNot(seen));
}

/** One look reads only so much of a log. */
async function wholeLog({ sources, lines, progress }: Inspector, file: string): Promise<Inspection> {
  let before: LogReading | null = null;
  for (;;) {
    const seen = await sources.log(file, before, null, lines);
    if (seen.seen !== "present") return uninspected(file, "unknown", whyNot(seen));
    if (!seen.fact.reading.behind) return inspectLog(file, seen.fact.reading.facts);
    before = seen.fact.reading;
    progress(file);
  }
}

function whyNot(seen: Exclude<Seen<unknown>, { seen: "present" }>): string {
  return seen.seen === "absent" ? "it is not there" : seen.detail;
}
