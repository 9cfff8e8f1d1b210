import { basename, dirname, join } from "node:path";
import { renameDurably } from "./durable.ts";
import type { FileSystem } from "./filesystem.ts";
import { namesIn } from "./read.ts";

/** Renames a file, whatever it is, to `<name>.<n>.aside`, n being one more than any before; fine if there is none. */
export async function setAside(fs: FileSystem, file: string): Promise<void> {
  const name = basename(file);
  const names = (await namesIn(fs, dirname(file))) ?? [];
  if (!names.includes(name)) return;
  const used = names.map((other) => asideNumber(name, other));
  await renameDurably(fs, file, join(dirname(file), `${name}.${Math.max(0, ...used) + 1}.aside`));
}

function asideNumber(name: string, other: string): number {
  if (!other.startsWith(`${name}.`) || !other.endsWith(".aside")) return 0;
  const number = Number(other.slice(name.length + 1, -".aside".length));
  return Number.isSafeInteger(number) ? number : 0;
}
