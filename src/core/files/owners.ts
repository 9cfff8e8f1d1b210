import { attribute, type Claimant } from "./attribute.ts";
import type { Config } from "../config.ts";
import { sameStamp } from "./fresh.ts";
import type { FileSeen } from "../ports.ts";
import { replaceWord } from "../reports/word.ts";
import type { Stamp } from "../state/state.ts";

/** A build that is closed, as far as it matters which files are its. */
export interface ClosedBuild {
  readonly build: string;
  /** Its scopes, with nothing held. */
  readonly claimants: readonly Claimant[];
  readonly holdings: readonly Holding[];
}

/** A file that it claimed, as it was then. */
export interface Holding extends Owner {
  readonly path: string;
  readonly stamp: Stamp;
}

/** Whose a file is, or was; a machine of null also where only the name of the run tells. */
export interface Owner {
  readonly build: string;
  readonly run: string;
  readonly machine: string | null;
}

/** What is known of the builds that are open. */
export interface OpenNames {
  readonly runs: readonly string[];
  readonly machines: readonly string[];
}

/**
 * Of files that no open build claims those of closed builds, by path: what one claimed and nobody changed since, what
 * its patterns fit, and what names it; of several the longest name. A path that also names an open run is not a closed
 * one's by its name alone.
 */
export function closedOwners(
  config: Config,
  files: readonly FileSeen[],
  closed: readonly ClosedBuild[],
  open: OpenNames,
): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner & { readonly length: number }>();
  const own = (path: string, { build, run, machine }: Owner, length = run.length): void => {
    if (length > (owners.get(path)?.length ?? -1)) owners.set(path, { build, run, machine, length });
  };
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const { build, claimants, holdings } of closed) {
    for (const holding of holdings) {
      const file = byPath.get(holding.path);
      if (file !== undefined && sameStamp(file.stamp, holding.stamp)) own(file.path, holding, Infinity);
    }
    if (open.machines.includes(build)) continue;
    const runs = claimants.flatMap((claimant) => claimant.runs);
    const near = files.filter(({ path }) => runs.some((run) => path.includes(run)));
    // Before the name alone, which tells no machine.
    for (const [claimant, { file, machine }] of claims(config, near, claimants))
      own(file.path, { build, run: claimant.runs[0] ?? build, machine });
    for (const { path } of near)
      for (const run of runs) if (isNamed(path, run, open.runs)) own(path, { build, run, machine: null });
  }
  return owners;
}

function claims(config: Config, files: readonly FileSeen[], claimants: readonly Claimant[]) {
  const { claimed } = attribute(config, files, claimants, null);
  return claimants.flatMap((claimant) => (claimed.get(claimant.id) ?? []).map((claim) => [claimant, claim] as const));
}

function isNamed(path: string, run: string, open: readonly string[]): boolean {
  const rest = without(path, run);
  return rest !== path && open.every((other) => without(rest, other) === rest);
}

function without(path: string, word: string): string {
  return replaceWord(path, word, () => "\0");
}
