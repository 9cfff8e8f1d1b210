import { attribute, patternKey } from "./attribute.ts";
import { meantFor, wantingFiles, type PatternCandidate } from "./meant.ts";
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
  /** Files that a pass gave to machines nobody declared: they stay with them until the build is judged anew. */
  readonly held: readonly string[];
  /** No name of a machine is known. */
  readonly guessed: boolean;
}

/** More patterns than this are no layout any more. */
const maxSuggestions = 12;
/** So many candidates are tried out for one suggestion. */
const maxTrials = 30;

type Paths = Pick<ReadonlyMap<string, unknown>, "has">;

/**
 * The fewest patterns that would make the files that nobody claims the build's, each with its machine, and give those
 * to a declared machine that stand under a name nobody declared. `machines` are the names of its machines, as far as they
 * are known. The files at the paths of `owners` are others'.
 */
export function suggestPatterns(
  files: ClaimedFiles,
  build: string,
  machines: readonly string[],
  owners: Paths = new Map(),
): Suggestions {
  const misread = wantingFiles(files, build).filter((file) => file.misread);
  const held = new Set(misread.flatMap(({ path, claimants }) => (claimants[0]?.held.has(path) === true ? [path] : [])));
  const wanting = (now: ClaimedFiles) => wantingFiles(now, build).filter(({ path }) => !owners.has(path));
  const suggestions: Suggestion[] = [];
  let now = held.size === 0 ? files : letGo(files, build, held);
  const { candidates, isMeant, paths } = meantFor(wanting(now), machines);
  while (suggestions.length < maxSuggestions) {
    const left = new Set(wanting(now).map(({ path }) => path));
    const next = firstThatHolds(now, ranked(candidates, left), build, isMeant);
    if (next === undefined) break;
    suggestions.push(next.suggestion);
    now = next.after;
  }
  const kinds = [...new Set(suggestions.map(({ kind }) => patternKey[kind]))];
  const unclaimed = new Set(now.attribution.unclaimed.map(({ path }) => path));
  const still = new Set(wanting(now).map(({ path }) => path));
  return {
    build,
    suggestions,
    reporter: Object.fromEntries(kinds.map((kind) => [kind, now.config.reporter[kind]])),
    unfit: paths.filter((path) => unclaimed.has(path)),
    held: [...held].filter((path) => !still.has(path)),
    guessed: machines.length === 0,
  };
}

/** As if no pass had given these files to a machine yet. */
function letGo(files: ClaimedFiles, build: string, held: ReadonlySet<string>): ClaimedFiles {
  const claimants = files.claimants.map((claimant) =>
    claimant.build === build
      ? { ...claimant, held: new Map([...claimant.held].filter(([path]) => !held.has(path))) }
      : claimant,
  );
  const only = claimants.find(({ id }) => id === files.only?.id) ?? null;
  return { ...files, claimants, only, attribution: attribute(files.config, files.files, claimants, only) };
}

/**
 * The widest first; of equals those with fewer numbers like a year, which change from run to run, then those with fewer
 * stars, then those in which the machine stands further behind.
 */
function ranked(candidates: readonly PatternCandidate[], open: ReadonlySet<string>): readonly PatternCandidate[] {
  const rank = ({ pattern, paths }: PatternCandidate): readonly number[] => [
    -[...paths].filter((path) => open.has(path)).length,
    pattern.split(/\d{4,}/).length,
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
  candidates: readonly PatternCandidate[],
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
