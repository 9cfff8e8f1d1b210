import { constants } from "node:fs";
import type * as z from "zod/mini";
import { failedWith, onDisk, systemReason } from "./disk.ts";
import type { FileSystem } from "./filesystem.ts";
import { unsealed } from "./sealed.ts";

/** One look at a state file; a `Seen` that also tells damage from a newer format. */
export type Reading<Fact> =
  { seen: "present"; fact: Fact } | { seen: "absent" } | { seen: "unreadable"; detail: string; newer: boolean };

/** Reads and checks a state file; never throws, never waits (a FIFO in its place) and follows no symbolic link. */
export async function readState<Fact>(
  fs: FileSystem,
  schema: z.ZodMiniType<Fact>,
  version: number,
  file: string,
): Promise<Reading<Fact>> {
  const bytes = await readBytes(fs, file);
  if (bytes.seen !== "present") return bytes;
  const content = unsealed(schema, version, bytes.fact);
  if (content.ok) return { seen: "present", fact: content.fact };
  return { seen: "unreadable", detail: content.detail, newer: content.newer };
}

/** Whether anything at all has this name. */
export async function look(fs: FileSystem, path: string): Promise<Reading<null>> {
  try {
    await fs.lstat(path);
    return { seen: "present", fact: null };
  } catch (error) {
    return notRead(error);
  }
}

/** The names in a folder, sorted. */
export async function list(fs: FileSystem, folder: string): Promise<Reading<readonly string[]>> {
  try {
    return { seen: "present", fact: (await fs.readdir(folder)).sort() };
  } catch (error) {
    // A file in the place of a folder is not "nothing there": who can tell what the folder held.
    return failedWith(error, "ENOTDIR") ? unreadable("is not a folder") : notRead(error);
  }
}

/** The same where nothing can go on without it: undefined if there is no such folder, a `Fault` if it cannot be read. */
export async function namesIn(fs: FileSystem, folder: string): Promise<readonly string[] | undefined> {
  return onDisk("read", folder, async () => {
    try {
      return (await fs.readdir(folder)).sort();
    } catch (error) {
      if (failedWith(error, "ENOENT")) return undefined;
      throw error;
    }
  });
}

async function readBytes(fs: FileSystem, file: string): Promise<Reading<Uint8Array>> {
  try {
    const handle = await fs.open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return unreadable(stat.isDirectory() ? "is a folder" : "is not a regular file");
      return { seen: "present", fact: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failedWith(error, "ELOOP") ? unreadable("is a symbolic link") : notRead(error);
  }
}

function notRead(error: unknown): Reading<never> {
  if (failedWith(error, "ENOENT", "ENOTDIR")) return { seen: "absent" };
  return unreadable(`cannot be read: ${systemReason(error)}`);
}

function unreadable(detail: string): Reading<never> {
  return { seen: "unreadable", detail, newer: false };
}
