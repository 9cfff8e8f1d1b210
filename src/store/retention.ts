import { join } from "node:path";
import type { HeldLock } from "../core/state/runtime.ts";
import { lastForgotten, numbersOnDisk, tombstoneSchema, tombstoneVersion } from "./builds.ts";
import { failedWith, onDisk } from "./disk.ts";
import { replaceFileHeld } from "./durable.ts";
import type { Layout } from "./layout.ts";
import { sealed } from "./sealed.ts";

/**
 * Removes the attempts of a build up to `last`, and no newer one: it may have been registered since. The tombstone comes
 * first: cut short after it, they are forgotten all the same.
 */
export async function forget(layout: Layout, build: string, last: number, lock: HeldLock): Promise<void> {
  const numbers = (await numbersOnDisk(layout, build)).filter((number) => number <= last);
  if (numbers.length === 0) return;
  if (last > (await lastForgotten(layout, build))) {
    const text = sealed(tombstoneSchema, { version: tombstoneVersion, lastAttempt: last });
    await replaceFileHeld(layout.fs, layout.tombstone(build), text, lock);
  }
  const attempts = layout.attempts(build);
  await onDisk("write", attempts, async () => {
    for (const number of numbers) await layout.fs.rm(join(attempts, String(number)), { recursive: true, force: true });
    await layout.fs.rmdir(attempts).catch((error: unknown) => {
      if (!failedWith(error, "ENOTEMPTY", "ENOENT")) throw error;
    });
  });
}
