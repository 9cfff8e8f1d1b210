import type { BigIntStats } from "node:fs";
import { constants, open, type FileHandle } from "node:fs/promises";
import { errorCode } from "../core/faults.ts";
import type { Stamp } from "../core/state/state.ts";
import { unreadable, type Seen } from "../core/words.ts";

/**
 * Looks into one regular file; a link, a pipe or a device in its place is "could not look", and so is whatever `look`
 * throws. Never throws.
 */
export async function lookInto<Fact>(
  file: string,
  look: (handle: FileHandle, stamp: Stamp) => Promise<Seen<Fact>>,
): Promise<Seen<Fact>> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK a pipe would hold the pass until somebody writes to it.
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = await handle.stat({ bigint: true });
    return stat.isFile() ? await look(handle, stampOf(stat)) : unreadable("it is not a regular file");
  } catch (error) {
    return afterError(error);
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

export function stampOf(stat: BigIntStats): Stamp {
  return { ino: stat.ino.toString(), size: Number(stat.size), mtimeNs: stat.mtimeNs.toString() };
}

/** The bytes of a file from `start` on: as many as fit, or fewer where the file ends. */
export async function readAt(handle: FileHandle, buffer: Buffer, start: number): Promise<Buffer> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, start + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function afterError(error: unknown): { seen: "absent" } | { seen: "unreadable"; detail: string } {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { seen: "absent" };
  return unreadable(code === "ELOOP" ? "it is a symbolic link" : `it cannot be read (${code})`);
}
