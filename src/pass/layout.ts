import type { Claimant } from "../core/files/attribute.ts";
import { reporterDir } from "../core/files/folders.ts";
import { broadGlobs, type Globs } from "../core/files/claimants.ts";
import type { Config } from "../core/config.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { inventoryOf } from "../core/files/fresh.ts";
import { closedOwners, type Owner } from "../core/files/owners.ts";
import { nameFault } from "../core/names.ts";
import { newScope } from "../core/state/newscope.ts";
import type { FileSeen, Ports } from "../core/ports.ts";
import { stateVersion, type BuildRequest } from "../core/state/state.ts";
import type { Moment } from "../core/time.ts";
import { claimsOf, guessesGroups, type Claims, type WatchedBuild } from "./claims.ts";
import { closedBelow } from "./closed.ts";
import { isOpen, isUsable, loadUnsettled, watchedOf, type Usable } from "./records.ts";
import { findTarget } from "./target.ts";

export interface LayoutQuestion {
  /** The build to look from; null: all open ones. */
  readonly build: string | null;
  readonly root: string | null;
  /** The machines of a build that is not registered. */
  readonly machines: readonly string[];
}

/** All files below one reporter directory, and who claims them. */
export interface LayoutLook {
  readonly root: string;
  readonly dir: string;
  readonly files: readonly FileSeen[];
  readonly claims: Claims;
  /** Whose the files are that belong to closed builds, by path. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** The build that was asked about; one not registered, as a plain build registered just now. */
  readonly asked: { readonly build: WatchedBuild; readonly registered: boolean } | null;
}

interface Looker {
  readonly config: Config;
  readonly ports: Pick<Ports, "store" | "sources" | "clock">;
}

/** Looks at the layout as a pass does. Throws a `Fault` when the reporter directory is missing or cannot be read. */
export async function lookAtLayout(looker: Looker, question: LayoutQuestion): Promise<LayoutLook> {
  const { config, ports } = looker;
  const stored = question.build === null ? null : await registered(looker, question.build);
  const root = question.root ?? stored?.state.request.root ?? config.root;
  const dir = reporterDir(config, root);
  const files = await listAll(looker, dir);
  const asked = askedBuild(question, stored, root, ports.clock.now());
  const others = await openBuilds(looker, dir);
  const builds = [
    ...others.filter(({ attempt }) => attempt.build !== asked?.build.attempt.build),
    ...(asked === null ? [] : [asked.build]),
  ];
  const guessing = builds.some(({ attempt }) => guessesGroups(attempt));
  const processes = guessing ? await ports.sources.processes() : ({ seen: "absent" } as const);
  const names = await ports.store.buildNames();
  const claims = claimsOf(config, { builds, files, processes, names });
  const open = new Set(builds.map(({ attempt }) => attempt.build));
  const closed = names.filter((name) => !open.has(name));
  const owners = closedOwners(config, left(files, claims), await closedBelow(looker, dir, closed), {
    runs: openClaimants(claims).flatMap(({ runs }) => runs),
    machines: [...openClaimants(claims).flatMap((claimant) => claimant.machines), ...question.machines],
  });
  return { root, dir, files, claims, owners, asked };
}

/** The files that no open build claims, and none contests. */
function left(files: readonly FileSeen[], claims: Claims): readonly FileSeen[] {
  const { claimed, contested } = claims.attribution;
  const taken = new Set([
    ...openClaimants(claims).flatMap(({ id }) => (claimed.get(id) ?? []).map(({ file }) => file.path)),
    ...contested.map(({ path }) => path),
  ]);
  return files.filter(({ path }) => !taken.has(path));
}

function openClaimants({ claimants }: Claims): readonly Claimant[] {
  return [...claimants.values()].flat();
}

async function registered(looker: Looker, name: string): Promise<Usable | null> {
  try {
    return (await findTarget(looker, name, null)).stored;
  } catch (error) {
    const isUnknown = error instanceof Fault && error.code === "build-unknown" && nameFault(name) === undefined;
    if (isUnknown) return null;
    throw error;
  }
}

/** As if it were open, so that patterns that name no run are judged for it. */
function askedBuild(
  { build, machines }: LayoutQuestion,
  stored: Usable | null,
  root: string,
  now: Moment,
): LayoutLook["asked"] {
  if (build === null) return null;
  if (stored === null) return { build: asIfRegistered(build, root, machines, now), registered: false };
  const { attempt, scopes } = watchedOf(stored);
  const reopened = scopes.map((memory) => ({ ...memory, closed: null }));
  return {
    build: { attempt, scopes: reopened, inventory: inventoryOf(attempt.inventory) },
    registered: true,
  };
}

function asIfRegistered(build: string, root: string, machines: readonly string[], now: Moment): WatchedBuild {
  const options = { since: null, adopt: false, startWithin: null, hangAfter: null, maxDuration: null, channel: null };
  const request: BuildRequest = { root, categorized: false, groups: [], machines, pid: null, ...options };
  const scope = newScope(null, build, now);
  const attempt = { version: stateVersion, build, attempt: 1, registered: now, request } as const;
  return {
    attempt: { ...attempt, inventory: [], foreign: [], foreignGone: null, scope },
    scopes: [scope],
    inventory: inventoryOf([]),
  };
}

/** The names of all open builds, whatever reporter directory they write to. */
export async function openNames(looker: Looker): Promise<readonly string[]> {
  return [...new Set((await openAttempts(looker)).map(({ build }) => build))];
}

async function openBuilds(looker: Looker, dir: string): Promise<readonly WatchedBuild[]> {
  return (await openAttempts(looker))
    .filter(({ state }) => reporterDir(looker.config, state.request.root) === dir)
    .map((stored) => ({ ...watchedOf(stored), inventory: inventoryOf(stored.state.inventory) }));
}

async function openAttempts({ ports: { store } }: Looker): Promise<readonly Usable[]> {
  return (await loadUnsettled(store)).filter(isUsable).filter(isOpen);
}

async function listAll({ config, ports }: Looker, dir: string): Promise<readonly FileSeen[]> {
  const files = await ports.sources.files(dir, everywhere(config));
  if (files.seen === "present") return files.fact;
  if (files.seen === "unreadable")
    throw new Fault(exitStatus.io, "reports-unreadable", `${dir} cannot be looked through: ${files.detail}`);
  throw new Fault(
    exitStatus.refused,
    "reporter-dir-missing",
    `${dir} is not there; name the automation root with --root, or set reporter.dir in the configuration`,
  );
}

/**
 * Also below folders that no pattern names, with endings in capitals, and logs by other endings: there the files may be
 * that nobody claims.
 */
function everywhere(config: Config): Globs {
  const { log, junit, mochawesome } = broadGlobs(config);
  return {
    log: [...log, ...anywhere("log"), ...anywhere("txt"), ...anywhere("out")],
    junit: [...junit, ...anywhere("xml")],
    mochawesome: [...mochawesome, ...anywhere("json")],
  };
}

/** `**` passes over hidden folders. */
function anywhere(ending: string): readonly string[] {
  const anyCase = Array.from(ending, (letter) => `[${letter}${letter.toUpperCase()}]`).join("");
  return [`**/*.${anyCase}`, `**/.*/**/*.${anyCase}`];
}
