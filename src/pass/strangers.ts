import { reporterDir } from "../core/files/folders.ts";
import { broadGlobs } from "../core/files/claimants.ts";
import { namesToken } from "../core/processes/tokens.ts";
import type { Observer } from "./plan.ts";

/** The files of a name that nobody registered. */
export interface Strangers {
  readonly count: number;
  readonly newestPath: string;
  readonly newestAt: string;
  readonly oldestAt: string;
}

/** What files of this name lie below the configured root; null if there are none, or none could be seen. */
export async function filesOfName({ config, ports }: Observer, name: string): Promise<Strangers | null> {
  const files = await ports.sources.files(reporterDir(config, config.root), broadGlobs(config));
  if (files.seen !== "present") return null;
  const own = files.fact
    .filter(({ path }) => namesToken(path, name))
    .map(({ path, stamp }) => ({ path, ms: Number(BigInt(stamp.mtimeNs) / 1_000_000n) }))
    .sort((a, b) => a.ms - b.ms);
  const [oldest, newest] = [own[0], own.at(-1)];
  if (oldest === undefined || newest === undefined) return null;
  return { count: own.length, newestPath: newest.path, newestAt: isoOf(newest.ms), oldestAt: isoOf(oldest.ms) };
}

/** To the second, rounded down, so that `--since` with it counts the file. */
function isoOf(ms: number): string {
  return new Date(Math.floor(ms / 1_000) * 1_000).toISOString();
}
