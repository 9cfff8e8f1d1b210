import type { Claimant } from "./attribute.ts";
import { patternCandidates } from "./candidates.ts";
import { machineName, namesOfMachines } from "./machines.ts";
import { isMisread, type ClaimedFiles, type IsMeant } from "./patterntrial.ts";
import { replaceWord } from "../reports/word.ts";
import type { ArtifactKind } from "../state/state.ts";

/** A pattern that may serve, and the paths that it was made from. */
export interface PatternCandidate {
  readonly kind: ArtifactKind;
  readonly pattern: string;
  readonly paths: ReadonlySet<string>;
}

/** What patterns could be written for, and what each may then claim. */
export interface Meant {
  readonly candidates: readonly PatternCandidate[];
  /** The paths that are the build's by a name in them, whether or not a pattern can claim them. */
  readonly paths: readonly string[];
  readonly isMeant: IsMeant;
}

/** A file that nobody claims, or that the build claims for a machine it did not declare. */
export interface WantingFile {
  readonly path: string;
  readonly kind: ArtifactKind;
  /** The scopes that may get it. */
  readonly claimants: readonly Claimant[];
  readonly misread: boolean;
}

export function wantingFiles(files: ClaimedFiles, build: string): readonly WantingFile[] {
  const own = files.claimants.filter((claimant) => claimant.build === build);
  const misread = own.flatMap((claimant) =>
    (files.attribution.claimed.get(claimant.id) ?? [])
      .filter(({ machine }) => isMisread({ claimant, machine }))
      .map(({ file: { path, kind } }) => ({ path, kind, claimants: [claimant], misread: true })),
  );
  const unclaimed = files.attribution.unclaimed.map(({ path, kind }) => ({
    path,
    kind,
    claimants: own,
    misread: false,
  }));
  return [...unclaimed, ...misread];
}

/** `machines` are the names of the build's machines, as far as they are known. */
export function meantFor(files: readonly WantingFile[], machines: readonly string[]): Meant {
  const candidates = new Map<string, PatternCandidate & { readonly paths: Set<string> }>();
  const meant = new Map<string, Set<string>>();
  const ofNoneKnown = new Set<string>();
  for (const { path, kind, claimants, misread } of files) {
    for (const claimant of claimants) {
      const known = misread ? claimant.machines : machines;
      for (const { pattern, machine } of claimant.runs.flatMap((run) => patternCandidates(path, run, known))) {
        const declared = machine === null ? null : machineName(machine, claimant.machines);
        if (misread && declared === null) continue;
        const key = `${kind} ${pattern}`;
        const candidate = candidates.get(key) ?? { kind, pattern, paths: new Set<string>() };
        candidates.set(key, candidate);
        candidate.paths.add(path);
        meant.set(path, (meant.get(path) ?? new Set()).add(claimKey(claimant, declared ?? machine)));
      }
      const isNamed = claimant.runs.some((run) => names(path, run));
      if (misread || !isNamed) continue;
      if (!meant.has(path)) meant.set(path, new Set());
      if (known.length > 0 && !namesOfMachines(known).some((name) => names(path, name))) ofNoneKnown.add(path);
    }
  }
  return {
    candidates: [...candidates.values()],
    paths: [...meant.keys()],
    // Of the right run in any case; whether it is the right machine the person sees, who forgot to name it.
    isMeant: (path, claimant, machine) =>
      meant.get(path)?.has(claimKey(claimant, machine)) === true || (machine !== null && ofNoneKnown.has(path)),
  };
}

/** Also where an accented letter is written as two characters, as macOS does: no pattern fits such a name. */
function names(path: string, run: string): boolean {
  const plain = path.normalize();
  return replaceWord(plain, run.normalize(), () => "\0") !== plain;
}

function claimKey({ id }: Claimant, machine: string | null): string {
  return JSON.stringify([id, machine]);
}
