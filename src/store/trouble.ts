import * as z from "zod/mini";
import { exitStatus, Fault } from "../core/faults.ts";
import type { Trouble } from "../core/state/trouble.ts";
import { setAside } from "./aside.ts";
import { onDisk } from "./disk.ts";
import { removeFile, replaceFile } from "./durable.ts";
import type { FileSystem } from "./filesystem.ts";
import { readState } from "./read.ts";
import type { Reading } from "./read.ts";
import { sealed } from "./sealed.ts";

const troubleVersion = 1;
const troubleSchema = z.strictObject({
  version: z.literal(troubleVersion),
  at: z.string(),
  text: z.string(),
  probes: z._default(z.int().check(z.nonnegative()), 0),
  nextAt: z._default(z.nullable(z.string()), null),
});

/** What mattermost.json says. A damaged one means trouble: then the probe comes before the next post. */
export async function readTrouble(fs: FileSystem, file: string): Promise<Trouble | null> {
  const stored = await readKnown(fs, file);
  if (stored.seen === "absent") return null;
  if (stored.seen === "present") {
    const { at, text, probes, nextAt } = stored.fact;
    return { at, text, probes, nextAt };
  }
  const { mtime } = await onDisk("read", file, () => fs.lstat(file));
  return { at: mtime.toISOString(), text: `${file} ${stored.detail}`, probes: 0, nextAt: null };
}

/** Writes the trouble down, or that it is over (no file). A damaged file is kept out of the way. */
export async function saveTrouble(fs: FileSystem, file: string, trouble: Trouble | null): Promise<void> {
  const stored = await readKnown(fs, file);
  if (stored.seen === "unreadable") await setAside(fs, file);
  if (trouble === null) return removeFile(fs, file);
  await replaceFile(fs, file, sealed(troubleSchema, { version: troubleVersion, ...trouble }));
}

async function readKnown(fs: FileSystem, file: string): Promise<Reading<z.output<typeof troubleSchema>>> {
  const stored = await readState(fs, troubleSchema, troubleVersion, file);
  if (stored.seen !== "unreadable" || !stored.newer) return stored;
  throw new Fault(exitStatus.configuration, "state-newer", `${file} ${stored.detail}`);
}
