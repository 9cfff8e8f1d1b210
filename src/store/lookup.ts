import { join } from "node:path";
import type { ScopeKey } from "../core/ports.ts";
import { lookedSchema, lookedVersion, type Looked } from "../core/state/lookup.ts";
import { setAside } from "./aside.ts";
import { replaceFile } from "./durable.ts";
import type { FileSystem } from "./filesystem.ts";
import { lookupFile, type Layout } from "./layout.ts";
import { readState } from "./read.ts";
import { sealed } from "./sealed.ts";

/** What lookup.json says. It decides nothing but when to look again: one that cannot be used counts as none. */
export async function readLooked(fs: FileSystem, folder: string): Promise<Looked | null> {
  const stored = await readState(fs, lookedSchema, lookedVersion, join(folder, lookupFile));
  return stored.seen === "present" ? stored.fact : null;
}

/** Writes down what a look came to. A file that cannot be used, or is of a newer release, is kept out of the way. */
export async function saveLooked(layout: Layout, key: ScopeKey, looked: Looked): Promise<void> {
  const file = join(layout.scope(key), lookupFile);
  const stored = await readState(layout.fs, lookedSchema, lookedVersion, file);
  if (stored.seen === "unreadable") await setAside(layout.fs, file);
  await replaceFile(layout.fs, file, sealed(lookedSchema, looked));
}
