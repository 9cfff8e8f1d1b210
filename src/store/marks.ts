import { join } from "node:path";
import { cancelSchema, deliveryVersion } from "../core/state/delivery.ts";
import { exitSchema, exitVersion } from "../core/state/exit.ts";
import type { CancelMark, ScopeKey } from "../core/ports.ts";
import type { ExitRecord } from "../core/state/exit.ts";
import type { Seen } from "../core/words.ts";
import { setAside } from "./aside.ts";
import { makeScopeFolder } from "./attempts.ts";
import { createFile } from "./durable.ts";
import type { FileSystem } from "./filesystem.ts";
import { cancelFile, exitFile } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { look, readState } from "./read.ts";
import type { Reading } from "./read.ts";
import { sealed } from "./sealed.ts";

/** The cancel mark of a scope. Only its being there counts: `touch` makes one, and a damaged one is one too. */
export async function readCancel(fs: FileSystem, folder: string): Promise<Seen<CancelMark>> {
  const file = join(folder, cancelFile);
  const there = await look(fs, file);
  if (there.seen !== "present") return there;
  const content = await readState(fs, cancelSchema, deliveryVersion, file);
  if (content.seen !== "present") return { seen: "present", fact: { at: null, reason: null } };
  return { seen: "present", fact: { at: content.fact.at, reason: content.fact.reason } };
}

/** How the supervised runner of a scope ended, if anybody wrote that down. */
export async function readExit(fs: FileSystem, folder: string): Promise<Reading<ExitRecord>> {
  const record = await readState(fs, exitSchema, exitVersion, join(folder, exitFile));
  if (record.seen !== "present") return record;
  const { at, status, signal, result } = record.fact;
  return { seen: "present", fact: { at, status, signal, result } };
}

/** Leaves a cancel mark, also for a group that has not begun; false when there is one. */
export async function writeCancel(layout: Layout, key: ScopeKey, mark: Mark): Promise<boolean> {
  const folder = await makeScopeFolder(layout, key);
  return createFile(layout.fs, join(folder, cancelFile), sealed(cancelSchema, { version: deliveryVersion, ...mark }));
}

interface Mark {
  readonly at: string;
  readonly reason: string | null;
}

/** Renames cancel mark and exit record out of the way, whatever they are; they are kept. */
export async function setMarksAside(layout: Layout, key: ScopeKey): Promise<void> {
  const folder = layout.scope(key);
  await setAside(layout.fs, join(folder, cancelFile));
  await setAside(layout.fs, join(folder, exitFile));
}
