import { join } from "node:path";
import { reporterDir } from "../core/files/folders.ts";
import { broadGlobs } from "../core/files/claimants.ts";
import type { Config } from "../core/config.ts";
import { patternsFor } from "../core/files/attribute.ts";
import { namesRun } from "../core/files/patterns.ts";
import type { FileSeen, Sources } from "../core/ports.ts";
import type { Leftover } from "../core/state/state.ts";
import type { Seen } from "../core/words.ts";

/** What lies in the reporter directories when a build is registered. */
export interface Inventory {
  readonly leftovers: readonly Leftover[];
  /** Files that `--since` or `--adopt` counts although they are older than the registration. */
  readonly counted: number;
}

/**
 * Takes down the files of this build's name: as they are now, they tell nothing of the new attempt. Those changed at or
 * after `since` (ISO 8601) are left out, and so count.
 */
export async function takeInventory(
  config: Config,
  sources: Sources,
  build: string,
  root: string,
  since: string | null,
): Promise<Seen<Inventory>> {
  const dir = reporterDir(config, root);
  const files = await sources.files(dir, broadGlobs(config));
  if (files.seen === "unreadable") return files;
  const listed = files.seen === "present" ? files.fact : [];
  const ofBuild = listed.filter((file) => couldBelong(config, file, build));
  const before = ofBuild.filter(({ stamp }) => since === null || modified(stamp.mtimeNs) < Date.parse(since));
  const leftovers: Leftover[] = [];
  for (const { path, kind, stamp } of before) {
    const end = kind === "log" ? await sources.logEnd(join(dir, path)) : undefined;
    // Where its end is not known, what an earlier run wrote there would be told of this one.
    if (end?.seen === "unreadable") return { seen: "unreadable", detail: `${path}: ${end.detail}` };
    leftovers.push({ path, stamp, position: end?.seen === "present" ? end.fact : null });
  }
  return { seen: "present", fact: { leftovers, counted: ofBuild.length - before.length } };
}

/** Any file that holds the name; every file, where a pattern claims files that name no run. */
function couldBelong(config: Config, { path, kind }: FileSeen, build: string): boolean {
  return (
    path.toLowerCase().includes(build.toLowerCase()) || patternsFor(config, kind).some((pattern) => !namesRun(pattern))
  );
}

function modified(mtimeNs: string): number {
  return Number(BigInt(mtimeNs) / 1_000_000n);
}
