import { highestNumber, tombstoneSchema, tombstoneVersion } from "./builds.ts";
import { replaceFile } from "./durable.ts";
import { onDisk } from "./disk.ts";
import type { Layout } from "./layout.ts";
import { sealed } from "./sealed.ts";

/** Removes all attempts of a build. The tombstone comes first: cut short after it, they are forgotten all the same. */
export async function forget(layout: Layout, build: string): Promise<void> {
  const lastAttempt = await highestNumber(layout, build);
  if (lastAttempt === 0) return;
  await replaceFile(
    layout.fs,
    layout.tombstone(build),
    sealed(tombstoneSchema, { version: tombstoneVersion, lastAttempt }),
  );
  const attempts = layout.attempts(build);
  await onDisk("write", attempts, () => layout.fs.rm(attempts, { recursive: true, force: true }));
}
