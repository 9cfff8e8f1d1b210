import type { FileHandle } from "node:fs/promises";
import type { LogPosition } from "../core/logs/log.ts";
import { bytesPrint } from "./bytesprint.ts";
import { readAt } from "./regularfile.ts";

/** So many bytes before a position are remembered by their hash. */
const witnessBytes = 4 * 1024;

/** Remembers a position together with what stands before it. */
export async function positionAt(handle: FileHandle, offset: number): Promise<LogPosition> {
  return { offset, before: await hashBefore(handle, offset) };
}

/** True while what stands before the position is what stood there: the log only grew. */
export async function holds(handle: FileHandle, position: LogPosition): Promise<boolean> {
  return (await hashBefore(handle, position.offset)) === position.before;
}

async function hashBefore(handle: FileHandle, offset: number): Promise<string> {
  const start = Math.max(0, offset - witnessBytes);
  const bytes = await readAt(handle, Buffer.alloc(offset - start), start);
  return bytesPrint(bytes);
}
