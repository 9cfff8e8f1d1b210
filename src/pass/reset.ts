import { shellQuoted } from "../core/show/cures.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { deliveryOf } from "../core/post/ledger.ts";
import type { Ports, StoredScope } from "../core/ports.ts";
import { countedSince, resetScope, type ResetWords } from "../core/memory/reset.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import type { BuildRequest } from "../core/state/state.ts";
import { scopeName } from "./narrate.ts";
import { keyOf, type Usable } from "./records.ts";
import type { Target } from "./target.ts";

/** What `reset` was told. */
export interface ResetOrder {
  readonly words: ResetWords;
  /** The options that were given, in place of those of the registration. */
  readonly request: Partial<BuildRequest>;
  readonly reason: string | null;
}

interface Resetter {
  readonly ports: Pick<Ports, "store" | "clock">;
}

/**
 * Opens a scope, or a whole build, to be judged again. Needs the lock. Refuses a scope whose message is posted or in
 * doubt; of a whole categorized build those are left as they are. Returns the names of what was reset.
 */
export async function reset(
  { ports }: Resetter,
  { stored, subRun }: Target,
  order: ResetOrder,
  lock: HeldLock,
): Promise<readonly string[]> {
  const { store, clock } = ports;
  const now = clock.now();
  if (subRun !== null) refuseCancelled(stored);
  const scopes = resettable(stored, subRun);
  await store.reopenAttempt(stored.build, stored.attempt);
  // The build first: an open group of a closed build would be looked at by nobody.
  if (subRun === null) await store.setAside(keyOf(stored, stored.own.memory));
  const attempt = {
    ...stored.state,
    request: { ...stored.state.request, ...order.request },
    inventory: countedSince(stored.state.inventory, order.request.since ?? null),
    scope: resetScope(
      stored.own.memory,
      subRun === null ? order.words : { ...order.words, machines: null, ended: false },
      now,
    ),
  };
  await store.saveAttempt(attempt, lock);
  for (const { memory } of scopes) {
    if (memory.group === null) continue;
    await store.setAside(keyOf(stored, memory));
    await store.saveSubRun(keyOf(stored, memory), resetScope(memory, { ...order.words, pid: null }, now), lock);
  }
  // A pass that was frozen while it took the closed attempt off the list may have done so since.
  await store.reopenAttempt(stored.build, stored.attempt);
  const names = scopes.map(({ memory }) => scopeName(stored.build, memory.group));
  const text = `${names.join(", ")}: reset by an operator${order.reason === null ? "" : `: ${order.reason}`}`;
  await store.history({ ...keyOf(stored, (subRun ?? stored.own).memory), at: now.at, event: "reset", text });
  return names;
}

function resettable(stored: Usable, subRun: StoredScope | null): readonly StoredScope[] {
  if (subRun !== null || !stored.state.request.categorized) {
    const scope = subRun ?? stored.own;
    refuseDelivered(stored, scope);
    return [scope];
  }
  return [stored.own, ...stored.subRuns.filter((scope) => !isDelivered(scope))];
}

function refuseDelivered({ build }: Usable, scope: StoredScope): void {
  if (!isDelivered(scope)) return;
  const name = scopeName(build, scope.memory.group);
  const { phase } = deliveryOf(scope.delivery, () => false);
  if (phase === "posted")
    throw new Fault(
      exitStatus.refused,
      "already-posted",
      `${name} is posted already; to watch a new run of it: start ${shellQuoted(build)} --rerun`,
    );
  throw new Fault(
    exitStatus.refused,
    "delivery-unconfirmed",
    `the message of ${name} may have been posted; settle that first, with resolve (status tells how)`,
  );
}

/** One group cannot be judged again under a cancel of the whole build, which would fall away for the others too. */
function refuseCancelled({ build, own }: Usable): void {
  if (own.cancelled.seen === "absent") return;
  throw new Fault(
    exitStatus.refused,
    "build-cancelled",
    `the whole build is cancelled; to judge all of it again: reset ${shellQuoted(build)}`,
  );
}

function isDelivered({ delivery }: StoredScope): boolean {
  const { phase } = deliveryOf(delivery, () => false);
  return phase === "posted" || phase === "unconfirmed" || phase === "damaged";
}
