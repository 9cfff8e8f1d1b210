import { randomBytes } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { refuseIfLost, type HeldLock } from "../core/state/runtime.ts";
import { failedWith, onDisk } from "./disk.ts";
import type { FileSystem } from "./filesystem.ts";

/** Puts `text` in place of whatever file was there; after a crash at any point the old or the new one stands whole. */
export async function replaceFile(fs: FileSystem, file: string, text: string, mode = fileMode): Promise<void> {
  await onDisk("write", file, () => viaTemp(fs, file, text, (temp) => fs.rename(temp, file), mode));
}

/**
 * Makes the file, whole or not at all, unless anything of that name is there: then false. Of any number of processes
 * exactly one makes it. (`open` with "wx" is exclusive too, but leaves an empty file on a full disk.)
 */
export async function createFile(fs: FileSystem, file: string, text: string): Promise<boolean> {
  return onDisk("write", file, async () => {
    try {
      await viaTemp(fs, file, text, (temp) => fs.link(temp, file));
      return true;
    } catch (error) {
      if (failedWith(error, "EEXIST")) return false;
      throw error;
    }
  });
}

/**
 * The same, but only while the lock is held. It is asked once the temp file is there; whoever takes over the lock removes
 * temp files first (`voidReplacing`), and one that is gone cannot be renamed. So between the two no freeze goes unnoticed.
 */
export async function replaceFileHeld(fs: FileSystem, file: string, text: string, lock: HeldLock): Promise<void> {
  const place = async (temp: string): Promise<void> => {
    refuseIfLost(lock);
    try {
      await fs.rename(temp, file);
    } catch (error) {
      if (failedWith(error, "ENOENT")) refuseIfLost(lock);
      throw error;
    }
  };
  await onDisk("write", file, () => viaTemp(fs, file, text, place));
}

/** Makes void whatever another process is about to put in place of this file. `names`: what lies in its folder. */
export async function voidReplacing(fs: FileSystem, file: string, names: readonly string[]): Promise<void> {
  const folder = dirname(file);
  await onDisk("write", folder, async () => {
    const temps = names.filter((name) => tempName.test(name));
    for (const name of temps.filter((temp) => temp.startsWith(`.${basename(file)}.`))) {
      await fs.rm(join(folder, name), { force: true });
    }
  });
}

/** Makes an empty file, if it is not there; for entries whose name says it all. */
export async function touchFile(fs: FileSystem, file: string): Promise<void> {
  await onDisk("write", file, async () => {
    const handle = await fs.open(file, "a", fileMode);
    await handle.sync().finally(() => handle.close());
    await syncFolder(fs, dirname(file));
  });
}

/** Removes a file; fine if it is not there. */
export async function removeFile(fs: FileSystem, file: string): Promise<void> {
  await onDisk("write", file, async () => {
    await fs.rm(file, { force: true });
    await syncFolder(fs, dirname(file));
  });
}

/** Renames a file or folder, whatever it is. */
export async function renameDurably(fs: FileSystem, from: string, to: string): Promise<void> {
  await onDisk("write", from, async () => {
    await fs.rename(from, to);
    await syncFolder(fs, dirname(to));
  });
}

/** Makes the topmost folder and, if need be, those above it. */
export async function makeTop(fs: FileSystem, top: string): Promise<void> {
  await onDisk("write", top, async () => {
    await fs.mkdir(top, { recursive: true, mode: folderMode });
    await syncFolder(fs, dirname(top));
  });
}

/** Makes the folders below `top` (which has to exist) down to `folder`, each entered durably in its parent. */
export async function makeFolders(fs: FileSystem, top: string, folder: string): Promise<void> {
  if (folder === top) return;
  await makeFolders(fs, top, dirname(folder));
  await onDisk("write", folder, async () => {
    await fs.mkdir(folder, { mode: folderMode }).catch((error: unknown) => {
      if (!failedWith(error, "EEXIST")) throw error;
    });
    // Also when it was there: whoever made it may have crashed before its entry was safe.
    await syncFolder(fs, dirname(folder));
  });
}

async function viaTemp(
  fs: FileSystem,
  file: string,
  text: string,
  place: (temp: string) => Promise<void>,
  mode = fileMode,
): Promise<void> {
  const folder = dirname(file);
  const temp = join(folder, `.${basename(file)}.${randomBytes(8).toString("hex")}.tmp`);
  try {
    await writeWhole(fs, temp, text, mode);
    await place(temp);
    await syncFolder(fs, folder);
  } finally {
    // Only tidying: after a rename it is gone, and a crash leaves it for the sweep.
    await fs.rm(temp, { force: true }).catch(() => undefined);
  }
  await sweep(fs, folder).catch(() => undefined);
}

async function writeWhole(fs: FileSystem, file: string, text: string, mode: number): Promise<void> {
  const handle = await fs.open(file, "wx", fileMode);
  try {
    // Whatever mask this process has.
    await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  const handle = await fs.open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** Removes what crashed processes left behind. By age: a temp file in use is milliseconds old. */
async function sweep(fs: FileSystem, folder: string): Promise<void> {
  const temps = (await fs.readdir(folder)).filter((name) => tempName.test(name));
  for (const name of temps) {
    const { mtimeMs } = await fs.lstat(join(folder, name));
    if (Date.now() - mtimeMs > abandonedMs) await fs.rm(join(folder, name), { force: true });
  }
}

const tempName = /^\..+\.[0-9a-f]{16}\.tmp$/;
const abandonedMs = 10 * 60_000;
const fileMode = 0o600;
const folderMode = 0o700;
