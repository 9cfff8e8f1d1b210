import { exitStatus } from "../core/faults.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import { alone } from "./alone.ts";
import type { PassContext } from "./context.ts";
import { narrateDamage } from "./narrate.ts";
import { isUsable, type Usable } from "./records.ts";
import { closeSuperseded, supersededBy } from "./superseded.ts";

/**
 * The open attempts that a pass can go on with. What cannot be used is told, and its exit status added to `statuses`. Needs
 * the lock.
 */
export async function loadOpen(
  context: PassContext,
  lock: HeldLock,
  statuses: Set<number>,
): Promise<readonly Usable[]> {
  const { store, journal } = context.ports;
  const usable: Usable[] = [];
  for (const { build, attempt } of await store.openAttempts()) {
    if (!(await alone(context, statuses, () => store.takeOver(build, attempt)))) continue;
    const stored = await store.load(build, attempt);
    for (const line of narrateDamage(stored)) await journal[line.level](line.text);
    for (const { newer } of stored.damage) statuses.add(newer ? exitStatus.configuration : exitStatus.io);
    if (isUsable(stored)) {
      await alone(context, statuses, async () => {
        usable.push(await withoutSuperseded(context, lock, stored));
      });
    } else if (stored.damage.length === 0) await dropUnregistered(context, build, attempt);
  }
  return usable;
}

/** Two open attempts of one name would take each other's files and processes. */
async function withoutSuperseded({ ports }: PassContext, lock: HeldLock, stored: Usable): Promise<Usable> {
  const { build, attempt } = stored;
  const newer = await supersededBy(ports, stored);
  if (newer === null) return stored;
  await closeSuperseded(ports, stored, lock);
  await ports.journal.warn(
    `${build}: what was open of attempt ${attempt} is closed as CANCELLED: superseded by attempt ${newer}`,
  );
  const closed = await ports.store.load(build, attempt);
  return isUsable(closed) ? closed : stored;
}

/**
 * Without a state there is nothing to judge: a `start` was cut short, or somebody removed the file. A `start` that was only
 * frozen may go on at any moment, so what it has written by now is put back.
 */
async function dropUnregistered({ ports }: PassContext, build: string, attempt: number): Promise<void> {
  await ports.journal.warn(
    `${build}: attempt ${attempt} has no state.json: its registration was cut short, or the file was removed; it is not watched`,
  );
  await ports.store.settleAttempt(build, attempt);
  const { state, damage } = await ports.store.load(build, attempt);
  if (state !== null || damage.length > 0) await ports.store.reopenAttempt(build, attempt);
}
