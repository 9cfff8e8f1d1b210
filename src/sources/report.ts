import { constants, open, type FileHandle } from "node:fs/promises";
import type { ReportSeen } from "../core/ports.ts";
import type { ReportKind, ReportReading } from "../core/reports/report.ts";
import { present, unreadable, type Seen } from "../core/words.ts";
import { errorCode, readAt, stampOf } from "./regularfile.ts";
import { readReportBytes } from "./reportbytes.ts";
import { unfinished } from "./unfinished.ts";

/** In bytes. A larger report is not read: a real one of this size takes up to 500 MB of memory. */
export const maxReportBytes = 64 * 1024 * 1024;

/** Reads one report. Only regular files are read; a link or a pipe in its place is "could not look". Never throws. */
export async function report(file: string, kind: ReportKind): Promise<Seen<ReportSeen>> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK a pipe would hold the pass until somebody writes to it.
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return await seen(handle, kind);
  } catch (error) {
    return afterError(error);
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

async function seen(handle: FileHandle, kind: ReportKind): Promise<Seen<ReportSeen>> {
  const stat = await handle.stat({ bigint: true });
  if (!stat.isFile()) return unreadable("it is not a regular file");
  const stamp = stampOf(stat);
  if (stamp.size > maxReportBytes) return present({ stamp, reading: tooLarge(kind) });
  const bytes = await readAt(handle, Buffer.allocUnsafe(stamp.size), 0);
  const after = stampOf(await handle.stat({ bigint: true }));
  const same = bytes.length === stamp.size && after.size === stamp.size && after.mtimeNs === stamp.mtimeNs;
  return present({ stamp, reading: same ? readReportBytes(bytes, kind) : changed(kind) });
}

function tooLarge(kind: ReportKind): ReportReading {
  return unfinished(kind, { why: "limit", detail: `it is larger than ${maxReportBytes / 1024 / 1024} MiB` });
}

function changed(kind: ReportKind): ReportReading {
  return unfinished(kind, { why: "cut", detail: "it changed while being read" });
}

function afterError(error: unknown): Seen<ReportSeen> {
  const code = errorCode(error);
  if (code === "ENOENT") return { seen: "absent" };
  return unreadable(code === "ELOOP" ? "it is a symbolic link" : `it cannot be read (${code})`);
}
