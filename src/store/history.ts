import type { HistoryLine } from "../core/ports.ts";
import { failedWith, onDisk } from "./disk.ts";
import type { FileSystem, OpenFile } from "./filesystem.ts";

const maxBytes = 5 * 1024 * 1024;
const kept = 3;

/** Adds a line to history.jsonl. A file that has grown to 5 MiB is kept as `.1`, of those before it `.2` and `.3`. */
export async function addHistory(fs: FileSystem, file: string, line: HistoryLine): Promise<void> {
  await onDisk("write", file, async () => {
    if ((await sizeOf(fs, file)) >= maxBytes) await rotate(fs, file);
    await append(fs, file, `${JSON.stringify(line)}\n`);
  });
}

async function append(fs: FileSystem, file: string, text: string): Promise<void> {
  const handle = await fs.open(file, "a+", 0o600);
  try {
    // One write of O_APPEND, so that `cancel`, which takes no lock, never lands within another line.
    await handle.appendFile((await endsWithin(handle)) ? `\n${text}` : text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Whether the last line was cut off, as by a crash. */
async function endsWithin(handle: OpenFile): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  return last.toString() !== "\n";
}

async function sizeOf(fs: FileSystem, file: string): Promise<number> {
  try {
    return (await fs.stat(file)).size;
  } catch (error) {
    if (failedWith(error, "ENOENT")) return 0;
    throw error;
  }
}

async function rotate(fs: FileSystem, file: string): Promise<void> {
  for (let number = kept; number >= 1; number--) {
    const from = number === 1 ? file : `${file}.${number - 1}`;
    await fs.rename(from, `${file}.${number}`).catch((error: unknown) => {
      if (!failedWith(error, "ENOENT")) throw error;
    });
  }
}
