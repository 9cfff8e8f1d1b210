import type { Config } from "../config.ts";
import { declaredMachinePatterns, notMachines } from "../defaults.ts";
import { declaredReader, machineName } from "./machines.ts";
import { namesRun, pathGlob, pathRegex } from "./patterns.ts";
import type { FileSeen } from "../ports.ts";
import type { ArtifactKind } from "../state/state.ts";

/** A scope that may claim files, as far as claiming needs to know it. */
export interface Claimant {
  readonly id: string;
  readonly build: string;
  readonly group: string | null;
  readonly runs: readonly string[];
  readonly machines: readonly string[];
  /** Not categorized: declared machines allow further file names. */
  readonly plain: boolean;
  /** Files it claimed before, with the machine they were given to: a claim is fixed when first made. */
  readonly held: ReadonlyMap<string, string | null>;
}

export interface Claimed {
  readonly file: FileSeen;
  readonly machine: string | null;
}

/** Which file belongs to which scope; every file stands in exactly one of the three. */
export interface Attribution {
  readonly claimed: ReadonlyMap<string, readonly Claimed[]>;
  /** Claimed by two scopes, and therefore by none. */
  readonly contested: readonly { readonly path: string; readonly by: readonly string[] }[];
  readonly unclaimed: readonly FileSeen[];
}

interface Matcher {
  readonly regex: RegExp;
  readonly run: string;
  /** Stands in every path that fits: asked first, since an expression costs more. */
  readonly needle: string;
  readonly onlyDeclared: boolean;
  /** The machine that stands in a path if it is one of those declared. */
  readonly declaredIn: (path: string) => string | null;
}

interface Fit {
  readonly claimant: Claimant;
  readonly run: string;
  readonly machine: string | null;
}

/** What the configuration calls the patterns of each kind. */
export const patternKey = { log: "logs", junit: "xml", mochawesome: "mochawesome" } as const;
export const artifactKinds = ["log", "junit", "mochawesome"] as const satisfies readonly ArtifactKind[];

/** The configured patterns for one kind of file. */
export function patternsFor(config: Config, kind: ArtifactKind): readonly string[] {
  return config.reporter[patternKey[kind]];
}

/**
 * Gives each file to the scope with the longest run name that fits. `only` is the one open scope of this root, if
 * there is exactly one: patterns that name no run claim for it.
 */
export function attribute(
  config: Config,
  files: readonly FileSeen[],
  claimants: readonly Claimant[],
  only: Claimant | null,
): Attribution {
  const claimed = new Map<string, Claimed[]>();
  const contested: { path: string; by: string[] }[] = [];
  const unclaimed: FileSeen[] = [];
  const fits = fitter(config, claimants, only);
  const claim = ({ claimant: { id }, machine }: Fit, file: FileSeen): void => {
    const own = claimed.get(id) ?? [];
    own.push({ file, machine });
    claimed.set(id, own);
  };
  for (const file of files) {
    const best = longest(fits(file));
    const [first, second] = best;
    if (first === undefined) unclaimed.push(file);
    else if (second !== undefined) contested.push({ path: file.path, by: best.map((fit) => fit.run) });
    else claim(first, file);
  }
  return { claimed, contested, unclaimed };
}

/** The globs that find every file a scope could claim. */
export function claimGlobs(config: Config, claimant: Claimant, kind: ArtifactKind): readonly string[] {
  return allPatterns(config, claimant, kind).flatMap(({ pattern }) =>
    claimant.runs.map((run) => pathGlob(pattern, { run, build: claimant.build, group: claimant.group })),
  );
}

function fitter(
  config: Config,
  claimants: readonly Claimant[],
  only: Claimant | null,
): (file: FileSeen) => readonly Fit[] {
  const known = new Map(claimants.map((claimant) => [claimant.id, matchers(config, claimant, claimant === only)]));
  return (file) => {
    const holders = claimants.filter((claimant) => isFixed(claimant, file));
    return (holders.length > 0 ? holders : claimants).flatMap((claimant) => {
      const held = claimant.held.get(file.path);
      if (held !== undefined) return [{ claimant, run: longestName(claimant.runs), machine: held }];
      return firstFit(claimant, known.get(claimant.id)?.[file.kind] ?? [], file.path);
    });
  };
}

/** What a categorized build itself holds may turn out to be a group's that is known only later. */
function isFixed({ plain, group, held }: Claimant, { path }: FileSeen): boolean {
  return (plain || group !== null) && held.has(path);
}

function matchers(
  config: Config,
  claimant: Claimant,
  only: boolean,
): Readonly<Record<ArtifactKind, readonly Matcher[]>> {
  const of = (kind: ArtifactKind): readonly Matcher[] =>
    allPatterns(config, claimant, kind)
      .filter(({ pattern }) => only || namesRun(pattern))
      .flatMap(({ pattern, onlyDeclared }) =>
        byLength(claimant.runs).map((run) => {
          const names = { run, build: claimant.build, group: claimant.group };
          return {
            regex: pathRegex(pattern, names),
            run: namesRun(pattern) ? run : "",
            needle: pattern.includes("{run}") ? run : "",
            onlyDeclared,
            declaredIn: declaredReader(pattern, names, claimant.machines),
          };
        }),
      );
  return { log: of("log"), junit: of("junit"), mochawesome: of("mochawesome") };
}

function allPatterns(
  config: Config,
  claimant: Claimant,
  kind: ArtifactKind,
): readonly { pattern: string; onlyDeclared: boolean }[] {
  const configured = patternsFor(config, kind)
    .filter((pattern) => !pattern.includes("{group}") || claimant.group !== null)
    .map((pattern) => ({ pattern, onlyDeclared: false }));
  if (!claimant.plain || claimant.machines.length === 0) return configured;
  const further = declaredMachinePatterns(patternKey[kind]).map((pattern) => ({ pattern, onlyDeclared: true }));
  return [...configured, ...further];
}

/** A match that names a declared machine wins over one that does not, then the order of the patterns decides. */
function firstFit(claimant: Claimant, all: readonly Matcher[], path: string): readonly Fit[] {
  const fits = all.flatMap((matcher) => {
    if (!path.includes(matcher.needle)) return [];
    const match = matcher.regex.exec(path);
    if (match === null) return [];
    const captured = match.groups?.["machine"];
    const declared =
      captured === undefined ? null : (matcher.declaredIn(path) ?? machineName(captured, claimant.machines));
    if (matcher.onlyDeclared && declared === null) return [];
    const machine = declared ?? (captured === undefined || isRunLevel(captured, claimant) ? null : captured);
    return [{ claimant, run: matcher.run, machine, declared: declared !== null }];
  });
  const best = fits.find((fit) => fit.declared) ?? fits[0];
  return best === undefined ? [] : [best];
}

function isRunLevel(captured: string, claimant: Claimant): boolean {
  return (
    notMachines.has(captured.toLowerCase()) ||
    claimant.runs.includes(captured) ||
    /^(?:[0-9a-f]{32}|\d{3})$/.test(captured)
  );
}

function longest(fits: readonly Fit[]): readonly Fit[] {
  const length = Math.max(...fits.map((fit) => fit.run.length));
  return fits.filter((fit) => fit.run.length === length);
}

function longestName(names: readonly string[]): string {
  return byLength(names)[0] ?? "";
}

function byLength(names: readonly string[]): readonly string[] {
  return [...names].sort((a, b) => b.length - a.length);
}
