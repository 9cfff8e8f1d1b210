import { readFileSync } from "node:fs";
import sax from "sax";
import { reportCounts, type ReportKind } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";

/** What reading one file once, in a process of its own, took. */
export interface ReadOnce {
  /** CPU time in milliseconds, from opening the file to having counted, without the start of the process. */
  readonly cpu: number;
  /** Of the whole process; null if it was gone before anybody looked. */
  readonly peakBytes: number | null;
  /** What was counted; null of a reader that does not count. */
  readonly counted: { readonly tests: number; readonly failed: number } | null;
}

const readers: Readonly<Record<string, (file: string) => ReadOnce["counted"]>> = {
  junit: (file) => ours(file, "junit"),
  mochawesome: (file) => ours(file, "mochawesome"),
  sax: countWithSax,
  json: (file) => {
    JSON.parse(readFileSync(file, "utf8"));
    return null;
  },
};

const [reader = "", file = ""] = process.argv.slice(2);
const start = process.cpuUsage();
const counted = readers[reader]?.(file) ?? null;
const { user, system } = process.cpuUsage(start);
const read: ReadOnce = { cpu: (user + system) / 1_000, peakBytes: process.resourceUsage().maxRSS * 1024, counted };
process.stdout.write(JSON.stringify(read));

function ours(file: string, kind: ReportKind): ReadOnce["counted"] {
  const reading = readReportBytes(readFileSync(file), kind);
  if (!reading.final) throw new Error(`${file}: ${reading.detail}`);
  const { total, failed } = reportCounts(reading);
  return { tests: total, failed };
}

function countWithSax(file: string): ReadOnce["counted"] {
  const parser = sax.parser(true);
  let [tests, failed] = [0, 0];
  parser.onopentag = ({ name }) => {
    if (name === "testcase") tests++;
    else if (name === "failure") failed++;
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(readFileSync(file, "utf8")).close();
  return { tests, failed };
}
