import type { Config } from "../core/config.ts";
import { shellQuoted } from "../core/show/cures.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { quoted } from "../core/names.ts";
import { newScope } from "../core/state/newscope.ts";
import type { Ports } from "../core/ports.ts";
import { conflict, processesOf, type OpenBuild } from "../core/memory/registration.ts";
import { refuseIfLost, type HeldLock } from "../core/state/runtime.ts";
import { stateVersion, type Attempt, type BuildRequest, type ScopeMemory } from "../core/state/state.ts";
import type { Moment } from "../core/time.ts";
import { hasBegun } from "../core/memory/begun.ts";
import { stillAlive } from "./earlier.ts";
import { takeInventory } from "./inventory.ts";
import { isUsable, loadUnsettled, type Usable } from "./records.ts";
import { closeSuperseded } from "./superseded.ts";

/** What `start` was asked for beside the request itself. */
export interface Registration {
  readonly build: string;
  readonly request: BuildRequest;
  readonly rerun: boolean;
  readonly replace: boolean;
}

/** An attempt ready to be written, and the open one it takes the place of. */
export interface Prepared {
  readonly attempt: Attempt;
  readonly superseded: Usable | null;
  /** Older files of this name that are not counted, and those that `--since` or `--adopt` counts. */
  readonly notCounted: number;
  readonly counted: number;
}

interface Registrar {
  readonly config: Config;
  readonly ports: Pick<Ports, "store" | "sources" | "clock">;
}

/** Makes void what a process that has lost the lock may still be about to save of this name. Needs the lock. */
export async function takeOverNewest({ ports: { store } }: Registrar, build: string): Promise<void> {
  const number = (await store.attempts(build)).at(-1);
  if (number !== undefined) await store.takeOver(build, number);
}

/** Checks a registration and takes the inventory. Writes nothing; throws a `Fault` that names what would work. */
export async function prepare({ config, ports }: Registrar, registration: Registration): Promise<Prepared> {
  const { build, request } = registration;
  const { store, clock } = ports;
  const before = await newest(ports, build);
  const superseded = before === null ? null : succeeded(registration, before);
  refuseConflict(config, registration, await openBuilds(ports));
  const inventory = await takeInventory(config, ports.sources, build, request.root, request.since);
  if (inventory.seen !== "present") {
    const detail = inventory.seen === "unreadable" ? inventory.detail : "they are not there";
    throw new Fault(
      exitStatus.io,
      "reports-unreadable",
      `the reporter directories below ${request.root} cannot be read (${detail})`,
    );
  }
  const now = clock.now();
  const attempt: Attempt = {
    version: stateVersion,
    build,
    attempt: await store.nextAttempt(build),
    registered: now,
    request,
    inventory: inventory.fact.leftovers,
    foreign: await stillAlive(ports.sources, before === null ? [] : recordedOf(before, now), request.pid),
    foreignGone: null,
    scope: firstScope(build, request, now),
  };
  return { attempt, superseded, notCounted: inventory.fact.leftovers.length, counted: inventory.fact.counted };
}

function recordedOf({ state, own, subRuns }: Usable, now: Moment): Attempt["foreign"] {
  const scopes = [own, ...subRuns].map(({ memory }) => memory);
  return processesOf(state, scopes, now.boot);
}

/** Writes a prepared registration. Needs the lock. */
export async function register({ ports }: Registrar, { attempt, superseded }: Prepared, lock: HeldLock): Promise<void> {
  const { store } = ports;
  if (superseded !== null) await closeSuperseded(ports, superseded, lock);
  try {
    if (await store.createAttempt(attempt)) return;
  } catch (error) {
    // Whoever took the lock over has made void what this process was about to put in place.
    refuseIfLost(lock);
    throw error;
  }
  throw new Fault(
    exitStatus.refused,
    "build-open",
    `attempt ${attempt.attempt} of ${quoted(attempt.build)} was registered by somebody else just now`,
  );
}

/** A process named by hand was seen alive by this very command. */
function firstScope(build: string, { pid }: BuildRequest, now: Moment): ScopeMemory {
  const scope = newScope(null, build, now);
  if (pid === null) return scope;
  return { ...scope, firstSeen: now, runner: { ...scope.runner, alive: [pid], boot: now.boot } };
}

async function newest({ store }: Pick<Ports, "store">, build: string): Promise<Usable | null> {
  const number = (await store.attempts(build)).at(-1);
  if (number === undefined) return null;
  const stored = await store.load(build, number);
  if (isUsable(stored)) return stored;
  const [damage] = stored.damage;
  if (damage === undefined) return null;
  throw new Fault(
    exitStatus.io,
    "state-damaged",
    `${damage.file} cannot be used (${damage.detail}); repair it or move it away`,
  );
}

/** The open attempt that this one takes the place of, or null. */
function succeeded({ build, rerun, replace }: Registration, before: Usable): Usable | null {
  const { closed } = before.own.memory;
  if (closed !== null) {
    if (rerun || replace) return null;
    throw new Fault(
      exitStatus.refused,
      "build-closed",
      `${quoted(build)} was registered before and closed as ${closed.state}; to register it again: start ${shellQuoted(build)} --rerun`,
    );
  }
  if (replace || (rerun && isJudged(before))) return before;
  const cure = rerun
    ? "its runs are not all judged; to close it as cancelled and begin anew"
    : "to close it as cancelled and begin anew";
  throw new Fault(
    exitStatus.refused,
    "build-open",
    `${quoted(build)} is open (attempt ${before.attempt}); ${cure}: start ${shellQuoted(build)} --replace`,
  );
}

function isJudged({ state, subRuns, damagedGroups }: Usable): boolean {
  const begun = subRuns.filter(({ memory }) => hasBegun(state.request, memory)).map(({ memory }) => memory);
  // A declared group may have done its work since the last look.
  const isMissing = state.request.groups.some(({ name }) => !begun.some(({ group }) => group === name));
  if (damagedGroups.length > 0 || isMissing) return false;
  return begun.length > 0 && begun.every(({ closed }) => closed !== null);
}

function refuseConflict(config: Config, { build, request }: Registration, open: readonly OpenBuild[]): void {
  const found = conflict(config, build, request, open);
  if (found === undefined) return;
  throw new Fault(
    exitStatus.refused,
    "run-name-taken",
    `${quoted(build)} cannot be told from the open build ${quoted(found.build)}: both may own the run name ${quoted(found.run)}; ` +
      `wait until that one is closed, cancel it (cancel ${shellQuoted(found.build)}), or declare its groups with --group`,
  );
}

async function openBuilds({ store }: Pick<Ports, "store">): Promise<readonly OpenBuild[]> {
  return (await loadUnsettled(store))
    .filter(isUsable)
    .filter(({ own }) => own.memory.closed === null)
    .map(({ state, subRuns }) => ({ attempt: state, groups: subRuns.flatMap(({ memory }) => memory.group ?? []) }));
}
