import fs from "node:fs/promises";
import { onDisk } from "./disk.ts";

/** Makes a folder of the runtime directory, with those above it. A crash of the machine may lose it, as a boot does. */
export async function makeVolatileFolder(folder: string): Promise<void> {
  await onDisk("write", folder, () => fs.mkdir(folder, { recursive: true, mode: 0o700 }));
}

/**
 * Puts `text` in place of a file that one process at a time writes; who reads it meanwhile finds the old or the new one
 * whole. Nothing is synced: what a crash of the machine may lose or tear, a boot loses anyway.
 */
export async function replaceVolatileFile(file: string, text: string): Promise<void> {
  const temp = `${file}.new`;
  await onDisk("write", file, async () => {
    await fs.writeFile(temp, text, { mode: 0o600 });
    await fs.rename(temp, file);
  });
}
