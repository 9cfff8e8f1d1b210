import { exitStatus, Fault } from "../core/faults.ts";
import { quoted } from "../core/names.ts";
import type { Config } from "../core/config.ts";
import type { Store, StoredScope } from "../core/ports.ts";
import { runNames } from "../core/files/scopes.ts";
import { isUsable, type Usable } from "./records.ts";

/** What a command's BUILD and --group name: one attempt, and one scope of it or all. */
export interface Target {
  readonly stored: Usable;
  /** The sub-run that was named; null when the whole build was. */
  readonly subRun: StoredScope | null;
}

interface Finder {
  readonly config: Config;
  readonly ports: { readonly store: Store };
}

/**
 * Finds the newest attempt of a build by its name, or by the run name of one of its groups. Throws a `Fault` 65 when
 * there is none, or more than one that could be meant.
 */
export async function findTarget(finder: Finder, name: string, group: string | null): Promise<Target> {
  const names = await finder.ports.store.buildNames();
  const subRuns = await subRunsCalled(finder, name, names);
  const matches = [...(names.includes(name) ? [{ build: name, group: null }] : []), ...subRuns];
  const [match, other] = matches;
  if (match === undefined) throw new Fault(exitStatus.refused, "build-unknown", unknownText(name, names));
  if (other !== undefined) throw new Fault(exitStatus.refused, "build-ambiguous", ambiguousText(name, matches));
  return targetOf(finder, match.build, group ?? match.group);
}

/** The same for a command that will save what it finds. Needs the lock. */
export async function findTargetToSave(finder: Finder, name: string, group: string | null): Promise<Target> {
  const { stored } = await findTarget(finder, name, group);
  await finder.ports.store.takeOver(stored.build, stored.attempt);
  return findTarget(finder, name, group);
}

/** The same attempt and scope as they are now. Throws a `Fault` 65 if the name was registered anew since. */
export async function sameTarget(finder: Finder, { stored: { build, attempt }, subRun }: Target): Promise<Target> {
  const { store } = finder.ports;
  const stored = await usable(store, build, attempt);
  const newest = (await store.attempts(build)).at(-1) ?? attempt;
  if (newest > attempt) {
    throw new Fault(
      exitStatus.refused,
      "attempt-superseded",
      `${quoted(build)} was registered anew just now: attempt ${newest} is not cancelled, only attempt ${attempt} is marked`,
    );
  }
  return { stored, subRun: stored.subRuns.find(({ memory }) => memory.group === subRun?.memory.group) ?? null };
}

/** The newest attempt of a build that can be used. Throws a `Fault` if its state cannot. */
async function newestAttempt({ ports: { store } }: Finder, build: string): Promise<Usable> {
  const number = (await store.attempts(build)).at(-1);
  if (number === undefined) throw new Fault(exitStatus.refused, "build-unknown", `${quoted(build)} was forgotten`);
  return usable(store, build, number);
}

async function usable(store: Store, build: string, attempt: number): Promise<Usable> {
  const stored = await store.load(build, attempt);
  if (isUsable(stored)) return stored;
  const [damage] = stored.damage;
  if (damage === undefined) {
    throw new Fault(
      exitStatus.refused,
      "build-unknown",
      `the registration of ${quoted(build)} was cut short; start it again`,
    );
  }
  throw new Fault(
    damage.newer ? exitStatus.configuration : exitStatus.io,
    damage.newer ? "state-newer" : "state-damaged",
    damage.newer
      ? `${damage.file} was written by a newer release; upgrade`
      : `${damage.file} is damaged (${damage.detail}); repair it or move it away`,
  );
}

async function targetOf(finder: Finder, build: string, group: string | null): Promise<Target> {
  const stored = await newestAttempt(finder, build);
  if (group === null) return { stored, subRun: null };
  const subRun = stored.subRuns.find(({ memory }) => memory.group === group);
  if (subRun !== undefined) return { stored, subRun };
  const known = stored.subRuns.map(({ memory }) => quoted(memory.group ?? ""));
  const hint = known.length === 0 ? "none has begun" : `known are ${known.join(", ")}`;
  throw new Fault(exitStatus.refused, "group-unknown", `${quoted(build)} has no group ${quoted(group)}; ${hint}`);
}

async function subRunsCalled(
  finder: Finder,
  run: string,
  names: readonly string[],
): Promise<readonly { build: string; group: string }[]> {
  const { store } = finder.ports;
  const found: { build: string; group: string }[] = [];
  for (const build of names) {
    const number = (await store.attempts(build)).at(-1);
    const stored = number === undefined ? undefined : await store.load(build, number);
    if (stored === undefined || !isUsable(stored) || !stored.state.request.categorized) continue;
    for (const { memory } of stored.subRuns) {
      const { group } = memory;
      if (group !== null && runNames(finder.config, stored.state.request, build, group).includes(run))
        found.push({ build, group });
    }
  }
  return found;
}

function unknownText(name: string, names: readonly string[]): string {
  const known = names.slice(0, 5).map(quoted).join(", ");
  const hint = names.length === 0 ? "nothing is registered" : `registered are ${known}${names.length > 5 ? ", …" : ""}`;
  return `${quoted(name)} is not registered; ${hint}; see status --all`;
}

function ambiguousText(name: string, matches: readonly { build: string; group: string | null }[]): string {
  const meant = matches.map(({ build, group }) =>
    group === null ? `the build ${quoted(build)}` : `group ${quoted(group)} of ${quoted(build)}`,
  );
  return `${quoted(name)} could be ${meant.join(" or ")}; name the build, and the group with --group`;
}
