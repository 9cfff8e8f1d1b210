import { attribute, patternKey, type Attribution, type Claimant } from "./attribute.ts";
import type { Config } from "../config.ts";
import type { FileSeen } from "../ports.ts";
import type { ArtifactKind } from "../state/state.ts";

/** What a pass would see, and who claims it. */
export interface ClaimedFiles {
  readonly config: Config;
  readonly files: readonly FileSeen[];
  readonly claimants: readonly Claimant[];
  readonly only: Claimant | null;
  readonly attribution: Attribution;
}

/** The same with one pattern more, and what the build gains by it. */
export interface Trial {
  readonly after: ClaimedFiles;
  readonly files: readonly string[];
  readonly machines: readonly string[];
}

/** Tells whether a build may get a file for a machine (null: for the run as a whole). */
export type IsMeant = (path: string, claimant: Claimant, machine: string | null) => boolean;

interface Claim {
  readonly path: string;
  /** Undefined where several contest the file. */
  readonly claimant: Claimant | undefined;
  readonly machine: string | null;
}

/**
 * Attributes all files anew with one pattern more. Undefined if the build gains nothing, gains what it is not meant to,
 * or if any file changes hands or becomes contested; one that is misread may go to another machine.
 */
export function tryPattern(
  before: ClaimedFiles,
  { kind, pattern }: { readonly kind: ArtifactKind; readonly pattern: string },
  build: string,
  isMeant: IsMeant,
): Trial | undefined {
  const config = withPattern(before.config, kind, pattern);
  const attribution = attribute(config, before.files, before.claimants, before.only);
  const after = { ...before, config, attribution };
  const claims = new Map(claimsOf(after).map((claim) => [claim.path, claim]));
  for (const claim of claimsOf(before)) {
    const isKept = isSame(claim, claims.get(claim.path));
    if (!isKept && !isMisread(claim)) return undefined;
    if (isKept) claims.delete(claim.path);
  }
  const gained = [...claims.values()].filter(({ claimant }) => claimant === undefined || claimant.build === build);
  const isFine = gained.every(
    ({ path, claimant, machine }) => claimant !== undefined && isMeant(path, claimant, machine),
  );
  if (gained.length === 0 || !isFine) return undefined;
  const machines = new Set(gained.flatMap(({ machine }) => machine ?? []));
  return { after, files: gained.map(({ path }) => path), machines: [...machines].sort() };
}

/** Given to a machine that its scope did not declare, while it declared some. */
export function isMisread({ claimant, machine }: Omit<Claim, "path">): boolean {
  if (claimant === undefined || machine === null || claimant.machines.length === 0) return false;
  return !claimant.machines.includes(machine);
}

function isSame(a: Claim, b: Claim | undefined): boolean {
  return b !== undefined && a.claimant === b.claimant && a.machine === b.machine;
}

function claimsOf({ claimants, attribution: { claimed, contested } }: ClaimedFiles): readonly Claim[] {
  return [
    ...claimants.flatMap((claimant) =>
      (claimed.get(claimant.id) ?? []).map(({ file, machine }) => ({ path: file.path, claimant, machine })),
    ),
    ...contested.map(({ path }) => ({ path, claimant: undefined, machine: null })),
  ];
}

function withPattern(config: Config, kind: ArtifactKind, pattern: string): Config {
  const key = patternKey[kind];
  return { ...config, reporter: { ...config.reporter, [key]: [...config.reporter[key], pattern] } };
}
