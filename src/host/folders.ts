import { constants } from "node:fs";
import { access, opendir, stat, statfs } from "node:fs/promises";
import { errorCode } from "../core/faults.ts";
import type { Space } from "../core/health/host.ts";
import { present, unreadable, type Seen } from "../core/words.ts";

/** Whether a directory is there and can be listed. Never throws. */
export async function folder(path: string): Promise<Seen<null>> {
  try {
    await (await opendir(path)).close();
    return present(null);
  } catch (error) {
    return notSeen(error);
  }
}

/** The space on the file system of a folder, and whether this user may write there. Never throws. */
export async function space(path: string): Promise<Seen<Space>> {
  try {
    const { bavail, bsize, ffree, files } = await statfs(path);
    // File systems without a fixed number of files say that they have none at all.
    const freeInodes = files === 0 ? Number.MAX_SAFE_INTEGER : ffree;
    return present({ freeBytes: bavail * bsize, freeInodes, writable: await isWritable(path) });
  } catch (error) {
    return notSeen(error);
  }
}

/** How long ago something was last changed (milliseconds). Never throws. */
export async function ageOf(path: string, nowMs: number): Promise<Seen<number>> {
  try {
    return present(nowMs - (await stat(path)).mtimeMs);
  } catch (error) {
    return notSeen(error);
  }
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function notSeen(error: unknown): { seen: "absent" } | { seen: "unreadable"; detail: string } {
  const code = errorCode(error);
  if (code === "ENOENT") return { seen: "absent" };
  return unreadable(code === "ENOTDIR" ? "it is not a directory" : code);
}
