import type { Ports } from "../core/ports.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import type { ScopeMemory } from "../core/state/state.ts";
import { isOpen, isUsable, keyOf, type Usable } from "./records.ts";

type SupersededPorts = Pick<Ports, "store" | "clock">;

/** Closes what is open of an attempt, as CANCELLED: a newer registration of the name has taken its place. */
export async function closeSuperseded(
  { store, clock }: SupersededPorts,
  stored: Usable,
  lock: HeldLock,
): Promise<void> {
  const { at } = clock.now();
  const close = (memory: ScopeMemory): ScopeMemory => ({
    ...memory,
    closed: { at, state: "CANCELLED", rule: "cancelled", reasons: [{ code: "superseded" }] },
    transitions: [...memory.transitions, { at, state: "CANCELLED", rule: "cancelled" }],
  });
  for (const { memory } of stored.subRuns) {
    if (memory.closed === null) await store.saveSubRun(keyOf(stored, memory), close(memory), lock);
  }
  const own = stored.own.memory;
  if (own.closed === null) await store.saveAttempt({ ...stored.state, scope: close(own) }, lock);
}

/**
 * The number of the attempt that has taken the place of an open one, or null. There should be none: registering closes
 * the attempt before, but for a group whose state was damaged then and was repaired since.
 */
export async function supersededBy({ store }: SupersededPorts, stored: Usable): Promise<number | null> {
  const { build, attempt } = stored;
  if (!isOpen(stored)) return null;
  const newest = (await store.attempts(build)).at(-1) ?? attempt;
  return newest > attempt && isUsable(await store.load(build, newest)) ? newest : null;
}
