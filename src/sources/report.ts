import type { FileHandle } from "node:fs/promises";
import type { ReportSeen } from "../core/ports.ts";
import type { ReportKind, ReportReading } from "../core/reports/report.ts";
import type { Stamp } from "../core/state/state.ts";
import { present, type Seen } from "../core/words.ts";
import { beyond, limits } from "./limits.ts";
import { lookInto, readAt, stampOf } from "./regularfile.ts";
import { readReportBytes } from "./reportbytes.ts";
import { unfinished } from "./unfinished.ts";

/** Reads one report. Only regular files are read; a link or a pipe in its place is "could not look". Never throws. */
export async function report(file: string, kind: ReportKind): Promise<Seen<ReportSeen>> {
  return lookInto(file, async (handle, stamp) => present({ stamp, reading: await read(handle, stamp, kind) }));
}

async function read(handle: FileHandle, stamp: Stamp, kind: ReportKind): Promise<ReportReading> {
  if (stamp.size > limits.reportBytes) return tooLarge(kind);
  const bytes = await readAt(handle, Buffer.allocUnsafe(stamp.size), 0);
  const after = stampOf(await handle.stat({ bigint: true }));
  const same = bytes.length === stamp.size && after.size === stamp.size && after.mtimeNs === stamp.mtimeNs;
  return same ? readReportBytes(bytes, kind) : changed(kind);
}

function tooLarge(kind: ReportKind): ReportReading {
  return unfinished(kind, beyond("reportBytes", `it is larger than ${limits.reportBytes / 1024 / 1024} MiB`));
}

function changed(kind: ReportKind): ReportReading {
  return unfinished(kind, { why: "cut", detail: "it changed while being read" });
}
