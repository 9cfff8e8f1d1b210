import { machineName, patternKey, type Claimant } from "./attribute.ts";
import { patternCandidates } from "./candidates.ts";
import { patternFault } from "./patterns.ts";
import { tryPattern, type ClaimedFiles, type IsMeant } from "./patterntrial.ts";
import type { ArtifactKind } from "../state/state.ts";

/** A pattern that was tried out: with it in the configuration these files are claimed, and no other changes hands. */
export interface Suggestion {
  readonly kind: ArtifactKind;
  readonly pattern: string;
  readonly files: readonly string[];
  readonly machines: readonly string[];
}

export interface Suggestions {
  readonly build: string;
  readonly suggestions: readonly Suggestion[];
  /** What to write into config.json: of each kind all patterns, since they replace the default ones. */
  readonly reporter: Readonly<Record<string, readonly string[]>>;
  /** Files that name the build or a machine of it, but fit no pattern that could be written. */
  readonly unfit: readonly string[];
}

/** More patterns than this are no layout any more. */
const maxSuggestions = 12;
/** So many candidates are tried out for one suggestion. */
const maxTrials = 30;

type Paths = Pick<ReadonlyMap<string, unknown>, "has">;

interface Candidate {
  readonly kind: ArtifactKind;
  readonly pattern: string;
  readonly paths: ReadonlySet<string>;
}

/**
 * For the files that nobody claims: the fewest patterns that would make them the build's, each with its machine.
 * `machines` are the names of its machines, as far as they are known. The files at the paths of `owners` are others'.
 */
export function suggestPatterns(
  files: ClaimedFiles,
  build: string,
  machines: readonly string[],
  owners: Paths = new Map(),
): Suggestions {
  const { candidates, meant } = candidatesOf(files, build, machines, owners);
  const isMeant: IsMeant = (path, claimant, machine) => meant.get(path)?.has(claimKey(claimant, machine)) === true;
  const suggestions: Suggestion[] = [];
  let now = files;
  while (suggestions.length < maxSuggestions) {
    const next = firstThatHolds(now, ranked(candidates, unclaimed(now)), build, isMeant);
    if (next === undefined) break;
    suggestions.push(next.suggestion);
    now = next.after;
  }
  const kinds = [...new Set(suggestions.map(({ kind }) => patternKey[kind]))];
  const left = unclaimed(now);
  return {
    build,
    suggestions,
    reporter: Object.fromEntries(kinds.map((kind) => [kind, now.config.reporter[kind]])),
    unfit: [...meant.keys()].filter((path) => left.has(path)),
  };
}

/** All candidates, and for each path the claims that some candidate means. */
function candidatesOf(
  { attribution, claimants }: ClaimedFiles,
  build: string,
  machines: readonly string[],
  owners: Paths,
) {
  const own = claimants.filter((claimant) => claimant.build === build);
  const candidates = new Map<string, Candidate & { readonly paths: Set<string> }>();
  const meant = new Map<string, Set<string>>();
  for (const { path, kind } of attribution.unclaimed) {
    if (owners.has(path)) continue;
    for (const claimant of own) {
      for (const { pattern, machine } of claimant.runs.flatMap((run) => patternCandidates(path, run, machines))) {
        const key = `${kind} ${pattern}`;
        const candidate = candidates.get(key) ?? { kind, pattern, paths: new Set<string>() };
        candidates.set(key, candidate);
        candidate.paths.add(path);
        const name = machine === null ? null : (machineName(machine, claimant.machines) ?? machine);
        meant.set(path, (meant.get(path) ?? new Set()).add(claimKey(claimant, name)));
      }
    }
  }
  return { candidates: [...candidates.values()], meant };
}

function claimKey({ id }: Claimant, machine: string | null): string {
  return JSON.stringify([id, machine]);
}

function unclaimed({ attribution }: ClaimedFiles): ReadonlySet<string> {
  return new Set(attribution.unclaimed.map(({ path }) => path));
}

/** The widest first; of equals those with fewer stars, then those in which the machine stands further behind. */
function ranked(candidates: readonly Candidate[], open: ReadonlySet<string>): readonly Candidate[] {
  const rank = ({ pattern, paths }: Candidate): readonly number[] => [
    -[...paths].filter((path) => open.has(path)).length,
    pattern.split("*").length,
    -pattern.indexOf("{machine}"),
  ];
  return candidates
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .filter(({ rank: [wide = 0] }) => wide < 0)
    .sort((a, b) => compare(a.rank, b.rank) || (a.candidate.pattern < b.candidate.pattern ? -1 : 1))
    .map(({ candidate }) => candidate);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function firstThatHolds(
  files: ClaimedFiles,
  candidates: readonly Candidate[],
  build: string,
  isMeant: IsMeant,
): { readonly suggestion: Suggestion; readonly after: ClaimedFiles } | undefined {
  const writable = candidates.filter(({ pattern }) => patternFault(pattern) === undefined);
  for (const { kind, pattern } of writable.slice(0, maxTrials)) {
    const trial = tryPattern(files, { kind, pattern }, build, isMeant);
    if (trial === undefined) continue;
    return { suggestion: { kind, pattern, files: trial.files, machines: trial.machines }, after: trial.after };
  }
  return undefined;
}
