import { asFault } from "../core/faults.ts";
import type { StoredScope } from "../core/ports.ts";
import { scopeName, narrateDelivery, narrateVerdict, type Line } from "./narrate.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import type { PassContext } from "./context.ts";
import type { Delivered } from "./deliver.ts";
import { keyOf, type Usable } from "./records.ts";

/** Writes down what a look changed: sub-runs first, so that no build is closed before its groups are. */
export async function remember(context: PassContext, lock: HeldLock, before: Usable, after: Usable): Promise<void> {
  const { store } = context.ports;
  const known = new Map([before.own, ...before.subRuns].map(({ memory }) => [memory.group, memory]));
  for (const { memory } of after.subRuns) {
    const old = known.get(memory.group);
    if (isSame(old, memory)) continue;
    await store.saveSubRun(keyOf(after, memory), memory, lock);
    await tell(context, after, memory.group, narrateVerdict(old, memory, after.state));
  }
  if (isSame(before.state, after.state)) return;
  await store.saveAttempt(after.state, lock);
  await tell(context, after, null, narrateVerdict(before.own.memory, after.own.memory, after.state));
}

/** Tells what became of one scope's message. */
export async function tellDelivery(
  context: PassContext,
  stored: Usable,
  scope: StoredScope,
  delivered: Delivered,
): Promise<void> {
  const { group } = scope.memory;
  const line = narrateDelivery(scopeName(stored.build, group), delivered);
  if (line !== undefined) await tell(context, stored, group, [line]);
}

/** Log for people now, history for later; a wait that goes on from pass to pass is no event. */
export async function tell(
  { ports }: PassContext,
  stored: Usable,
  group: string | null,
  lines: readonly Line[],
): Promise<void> {
  for (const { level, event, text } of lines) {
    await ports.journal[level](text);
    if (event === "waiting" || event === "held") continue;
    const { at } = ports.clock.now();
    const entry = { build: stored.build, attempt: stored.attempt, group, at, event, text };
    // A history that cannot be written is no reason to stop: what was done is done, and the journal has it.
    await ports.store.history(entry).catch((error: unknown) => {
      const { code, message } = asFault(error);
      return ports.journal.error(`${code}: ${message}`);
    });
  }
}

function isSame(before: unknown, after: unknown): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}
