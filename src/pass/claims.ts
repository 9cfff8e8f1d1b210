import { attribute, type Attribution, type Claimant } from "../core/files/attribute.ts";
import { hasBegun } from "../core/memory/begun.ts";
import { claimantId, claimantsOf } from "../core/files/claimants.ts";
import type { Config } from "../core/config.ts";
import { isLeftover, type Inventory } from "../core/files/fresh.ts";
import { candidateGroups } from "../core/files/groups.ts";
import type { FileSeen } from "../core/ports.ts";
import type { ProcessTable } from "../core/processes/process.ts";
import type { Attempt, ScopeMemory } from "../core/state/state.ts";
import type { Seen } from "../core/words.ts";
import { groupsInCommands } from "./life.ts";

/** A build of one reporter directory, with what lay there when it was registered. */
export interface WatchedBuild {
  readonly attempt: Attempt;
  readonly scopes: readonly ScopeMemory[];
  readonly inventory: Inventory;
}

/** What one look saw below one reporter directory, as far as claiming needs it. */
export interface ClaimingView {
  readonly builds: readonly WatchedBuild[];
  readonly files: readonly FileSeen[];
  readonly processes: Seen<ProcessTable>;
  /** Names of all builds ever registered. */
  readonly names: readonly string[];
}

/** Who claims which file. */
export interface Claims {
  /** The scopes of each build that may claim files, the build's own first. */
  readonly claimants: ReadonlyMap<WatchedBuild, readonly Claimant[]>;
  /** The only open scope, if there is exactly one: patterns that name no run claim for it. */
  readonly only: Claimant | null;
  /** Closed builds that may claim, too. */
  readonly others: readonly Claimant[];
  readonly attribution: Attribution;
}

/** Gives the files of one reporter directory to the builds that write there. */
export function claimsOf(config: Config, view: ClaimingView): Claims {
  const claimants = new Map(view.builds.map((build) => [build, claimantsOfBuild(config, view, build)]));
  const all = [...claimants.values()].flat();
  const only = onlyOpen(view.builds, all);
  const others = closedBuilds(view, all);
  return { claimants, only, others, attribution: attribute(config, view.files, [...all, ...others], only) };
}

/**
 * Builds that are closed still own the files of their names: what `nightly-win` left is no machine `win` of `nightly`.
 * Only names that hold an open run's name can be taken for it.
 */
function closedBuilds({ names }: ClaimingView, open: readonly Claimant[]): readonly Claimant[] {
  const runs = open.flatMap((claimant) => claimant.runs);
  return names.filter((name) => !runs.includes(name) && runs.some((run) => name.includes(run))).map(nameClaimant);
}

/** A closed build of which no more than its name is known. */
export function nameClaimant(build: string): Claimant {
  return { id: `closed ${build}`, build, group: null, runs: [build], machines: [], plain: true, held: new Map() };
}

/** True when its groups can be known only from what it shows. */
export function guessesGroups({ request }: Attempt): boolean {
  return request.categorized && request.groups.length === 0;
}

function claimantsOfBuild(config: Config, view: ClaimingView, build: WatchedBuild): readonly Claimant[] {
  const { attempt, scopes, inventory } = build;
  if (!guessesGroups(attempt)) return claimantsOf(config, attempt, scopes, []);
  const candidates = candidateGroups(config, {
    build: attempt.build,
    fromProcesses: groupsInCommands(config, attempt, view.processes),
    logs: view.files.filter((file) => file.kind === "log" && file.stamp.size > 0 && !isLeftover(inventory, file)),
    owned: new Set(view.names.filter((name) => name !== attempt.build)),
  });
  return claimantsOf(config, attempt, scopes, candidates);
}

function onlyOpen(builds: readonly WatchedBuild[], all: readonly Claimant[]): Claimant | null {
  const open = builds.flatMap(({ attempt, scopes }) => openScopes(attempt, scopes));
  return open.length === 1 ? (all.find(({ id }) => id === open[0]) ?? null) : null;
}

function openScopes({ build, request }: Attempt, scopes: readonly ScopeMemory[]): readonly string[] {
  const open = scopes.filter(({ closed, group }) => closed === null && (group !== null) === request.categorized);
  return open.filter((memory) => hasBegun(request, memory)).map(({ group }) => claimantId(build, group));
}
