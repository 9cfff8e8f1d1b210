import { hasBegun } from "../core/memory/begun.ts";
import { deliveryOf, openClaim } from "../core/post/ledger.ts";
import type { BuildRecord, ScopeRecord } from "../core/judge/buildlook.ts";
import type { ScopeKey, Store, StoredBuild, StoredScope } from "../core/ports.ts";
import type { Claim } from "../core/state/delivery.ts";
import type { Attempt, ScopeMemory } from "../core/state/state.ts";
import type { Watched } from "./roots.ts";

/** An attempt whose state could be read. */
export interface Usable extends StoredBuild {
  readonly state: Attempt;
  readonly own: StoredScope;
}

export function isUsable(stored: StoredBuild): stored is Usable {
  return stored.state !== null && stored.own !== null;
}

/** The attempts that are not settled yet, as they lie on disk. */
export async function loadUnsettled(store: Pick<Store, "openAttempts" | "load">): Promise<readonly StoredBuild[]> {
  const builds: StoredBuild[] = [];
  for (const { build, attempt } of await store.openAttempts()) builds.push(await store.load(build, attempt));
  return builds;
}

/** Still to be looked at: the build itself, or one of its sub-runs that have begun, is not closed. */
export function isOpen({ state, own, subRuns }: Usable): boolean {
  const begun = subRuns.filter(({ memory }) => hasBegun(state.request, memory));
  return [own, ...begun].some(({ memory }) => memory.closed === null);
}

/** The claims of messages that are being sent or in doubt. */
export function openClaims({ own, subRuns }: Usable): readonly Claim[] {
  return [own, ...subRuns].flatMap(({ delivery }) => (delivery.posted === null ? (openClaim(delivery) ?? []) : []));
}

export function watchedOf(stored: Usable): Watched {
  return { attempt: stored.state, scopes: [stored.own, ...stored.subRuns].map(({ memory }) => memory) };
}

export function recordOf(stored: Usable): BuildRecord {
  return {
    attempt: stored.state,
    own: scopeRecord(stored.own),
    subRuns: stored.subRuns.map(scopeRecord),
    damagedGroups: stored.damagedGroups,
  };
}

function scopeRecord({ memory, cancelled, exit, delivery }: StoredScope): ScopeRecord {
  const { phase } = deliveryOf(delivery, () => true);
  return { memory, cancelled, exit, deliveryBegun: phase !== "none" && phase !== "waiting" };
}

/** The stored build with a look's memories in it: known scopes replaced, new sub-runs added. */
export function withMemories(
  stored: Usable,
  attempt: Attempt,
  own: ScopeMemory,
  subRuns: readonly ScopeMemory[],
): Usable {
  const known = new Map(stored.subRuns.map((scope) => [scope.memory.group, scope]));
  const replaced = subRuns.map((memory) => ({ ...(known.get(memory.group) ?? blankScope), memory }));
  const unseen = stored.subRuns.filter(({ memory }) => !subRuns.some(({ group }) => group === memory.group));
  return {
    ...stored,
    state: { ...attempt, scope: own },
    own: { ...stored.own, memory: own },
    subRuns: [...replaced, ...unseen],
  };
}

/** The damaged files that make this scope's state doubtful: its own and the build's, not those of another group. */
export function damageOf({ damage, subRuns, damagedGroups }: StoredBuild, group: string | null): readonly string[] {
  const others = [...subRuns.flatMap(({ memory }) => memory.group ?? []), ...damagedGroups].filter(
    (name) => name !== group,
  );
  return damage.map(({ file }) => file).filter((file) => !others.some((name) => file.includes(`/subruns/${name}/`)));
}

export function keyOf({ build, attempt }: StoredBuild, memory: ScopeMemory): ScopeKey {
  return { build, attempt, group: memory.group };
}

const blankScope: Omit<StoredScope, "memory"> = {
  cancelled: { seen: "absent" },
  exit: { seen: "absent" },
  delivery: { posted: null, tries: [], looked: null, damaged: [] },
};
