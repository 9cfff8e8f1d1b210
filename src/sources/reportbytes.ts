import type { ReportKind, ReportReading } from "../core/reports/report.ts";
import { bytesPrint } from "./bytesprint.ts";
import { decode } from "./decode.ts";
import { readJunit } from "./junit.ts";
import { readMochawesome } from "./mochawesome.ts";
import { unfinished } from "./unfinished.ts";

/** Reads the bytes of one report. Never throws: what is not a whole report is not final, and says why. */
export function readReportBytes(bytes: Uint8Array, kind: ReportKind): ReportReading {
  const decoded = decode(bytes);
  if (!decoded.ok) return unfinished(kind, decoded);
  const reading = kind === "junit" ? readJunit(decoded.text) : readMochawesome(decoded.text);
  if (reading.final && !decoded.whole) {
    return unfinished(kind, { why: "trailing", detail: "it goes on after its end" });
  }
  // Parts of a text keep the whole of it in memory; copies do not.
  const copy = structuredClone(reading);
  return copy.final && kind === "junit" ? { ...copy, bytes: bytesPrint(bytes) } : copy;
}
