import type { FileHandle } from "node:fs/promises";
import type { ReportSeen } from "../core/ports.ts";
import { defaultReportMiB } from "../core/defaults.ts";
import type { ReportKind, ReportReading } from "../core/reports/report.ts";
import type { Stamp } from "../core/state/state.ts";
import { present, type Seen } from "../core/words.ts";
import { beyond } from "./limits.ts";
import { lookInto, readAt, stampOf } from "./regularfile.ts";
import { readReportBytes } from "./reportbytes.ts";
import { unfinished } from "./unfinished.ts";

/**
 * Reads one report of up to so many MiB. Only regular files are read; a link or a pipe in its place is "could not look".
 * Never throws.
 */
export async function report(
  file: string,
  kind: ReportKind,
  maxMiB: number = defaultReportMiB,
): Promise<Seen<ReportSeen>> {
  return lookInto(file, async (handle, stamp) => {
    const reading = stamp.size > maxMiB * 1024 * 1024 ? tooLarge(kind, maxMiB) : await read(handle, stamp, kind);
    return present({ stamp, reading });
  });
}

async function read(handle: FileHandle, stamp: Stamp, kind: ReportKind): Promise<ReportReading> {
  const bytes = await readAt(handle, Buffer.allocUnsafe(stamp.size), 0);
  const after = stampOf(await handle.stat({ bigint: true }));
  const same = bytes.length === stamp.size && after.size === stamp.size && after.mtimeNs === stamp.mtimeNs;
  return same ? readReportBytes(bytes, kind) : changed(kind);
}

function tooLarge(kind: ReportKind, maxMiB: number): ReportReading {
  return unfinished(kind, beyond("reporter.maxReportMiB", `it is larger than ${maxMiB} MiB`));
}

function changed(kind: ReportKind): ReportReading {
  return unfinished(kind, { why: "cut", detail: "it changed while being read" });
}
