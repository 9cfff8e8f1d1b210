import { artifactKinds, claimGlobs, patternsFor, type Claimant } from "./attribute.ts";
import type { Config } from "../config.ts";
import { literalFolder } from "./folders.ts";
import { forSubRun, pathGlob } from "./patterns.ts";
import { declaredMachines, runNames } from "./scopes.ts";
import type { ArtifactKind, Attempt, ScopeMemory } from "../state/state.ts";

/** The scopes of one attempt that may claim files: the build itself, and every group known or possible. */
export function claimantsOf(
  config: Config,
  attempt: Attempt,
  scopes: readonly ScopeMemory[],
  candidates: readonly string[],
): readonly Claimant[] {
  const { request } = attempt;
  const known = scopes.flatMap(({ group }) => group ?? []);
  const groups = [...new Set([...request.groups.map(({ name }) => name), ...known, ...candidates])];
  const memories = new Map(scopes.map((memory) => [memory.group, memory]));
  return [null, ...(request.categorized ? groups : [])].map((group) => ({
    id: claimantId(attempt.build, group),
    build: attempt.build,
    group,
    runs: runNames(config, request, attempt.build, group),
    machines: memories.get(group)?.declared ?? declaredMachines(request, group),
    plain: !request.categorized,
    held: new Map(memories.get(group)?.artifacts.map(({ path, machine }) => [path, machine])),
  }));
}

/** Tells the scopes of all open builds apart; a slash stands in no name. */
export function claimantId(build: string, group: string | null): string {
  return group === null ? build : `${build}/${group}`;
}

export type Globs = Readonly<Record<ArtifactKind, readonly string[]>>;

/** The globs of every file that the scopes, or groups of these builds not known yet, could claim. */
export function globsOf(config: Config, claimants: readonly Claimant[], anyGroupOf: readonly string[]): Globs {
  return forEachKind((kind) => [
    ...claimants.flatMap((claimant) => claimGlobs(config, claimant, kind)),
    ...anyGroupOf.flatMap((build) => anyGroupGlobs(config, build, kind)),
  ]);
}

/**
 * The globs of every file of the right ending below the folders that the patterns name, and of all that the patterns name
 * in folders like `.jsons`, which `**` passes over.
 */
export function broadGlobs(config: Config): Globs {
  return forEachKind((kind) =>
    patternsFor(config, kind).flatMap((pattern) => {
      const folder = literalFolder(pattern);
      const ending = /\.\w+$/.exec(pattern)?.[0] ?? "";
      const broad = `${pathGlob(folder, noNames)}**/*${ending}`;
      const hasHidden = /(?:^|\/)\./.test(pattern.slice(folder.length));
      return hasHidden ? [broad, pathGlob(pattern.replace(/\{\w+\}/g, "*"), noNames)] : [broad];
    }),
  );
}

const noNames = { run: "", build: "", group: "" };

function anyGroupGlobs(config: Config, build: string, kind: ArtifactKind): readonly string[] {
  return config.subRun.flatMap((subRun) =>
    patternsFor(config, kind).map((pattern) => pathGlob(forSubRun(pattern, subRun), { run: "", build, group: null })),
  );
}

function forEachKind(globs: (kind: ArtifactKind) => readonly string[]): Globs {
  const [log, junit, mochawesome] = artifactKinds.map((kind) => [...new Set(globs(kind))]);
  return { log: log ?? [], junit: junit ?? [], mochawesome: mochawesome ?? [] };
}
