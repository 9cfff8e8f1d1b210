import fs from "node:fs/promises";
import { dirname } from "node:path";
import type { Applied } from "../core/hostports.ts";
import type { SetupFile } from "../core/setup/plan.ts";
import { failedWith, onDisk } from "./disk.ts";
import { removeFile, replaceFile } from "./durable.ts";
import { realFileSystem } from "./filesystem.ts";

/** Makes one file of a setup as it is to be; `dry`: only says what that would be. Throws a `Fault` when the disk fails. */
export async function applyFile({ path, text, mode, folderMode }: SetupFile, dry: boolean): Promise<Applied> {
  const before = await standing(path);
  if (text === null) {
    if (before === null) return "unchanged";
    if (!dry) await removeFile(realFileSystem, path);
    return "removed";
  }
  if (before?.text === text && before.mode === mode) return "unchanged";
  if (dry) return "written";
  await makeSetupFolder(dirname(path), folderMode);
  await replaceFile(realFileSystem, path, text, mode);
  return "written";
}

/** Makes a folder and those above it. */
export async function makeSetupFolder(folder: string, mode: number): Promise<void> {
  await onDisk("write", folder, async () => {
    await fs.mkdir(folder, { recursive: true, mode });
    // One that holds secrets is closed to others also where it was there before.
    if (mode === 0o700) await fs.chmod(folder, mode);
  });
}

async function standing(path: string): Promise<{ readonly text: string; readonly mode: number } | null> {
  return onDisk("read", path, async () => {
    try {
      const { mode } = await fs.stat(path);
      return { text: await fs.readFile(path, "utf8"), mode: mode & 0o777 };
    } catch (error) {
      if (failedWith(error, "ENOENT")) return null;
      throw error;
    }
  });
}
