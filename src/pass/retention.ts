import { hasBegun } from "../core/memory/begun.ts";
import type { StoredBuild } from "../core/ports.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import { parseDuration } from "../core/time.ts";
import type { PassContext } from "./context.ts";
import { isUsable, type Usable } from "./records.ts";

/**
 * Takes a build of which all is judged and posted off the list of open ones. Its state is read again for that, and once
 * more afterwards: an operator may have reopened it while this pass was held up.
 */
export async function settleIfDone({ ports }: PassContext, lock: HeldLock, { build, attempt }: Usable): Promise<void> {
  const { store } = ports;
  if (!isDone(await store.load(build, attempt)) || lock.compromised()) return;
  await store.settleAttempt(build, attempt);
  if (!isDone(await store.load(build, attempt))) await store.reopenAttempt(build, attempt);
}

function isDone(stored: StoredBuild): boolean {
  if (!isUsable(stored) || stored.damage.length > 0) return false;
  const begun = stored.subRuns.filter(({ memory }) => hasBegun(stored.state.request, memory));
  return [stored.own, ...begun].every(({ memory }) => memory.closed !== null);
}

/** Forgets builds that were closed longer than `retention` ago; one with a message due or unconfirmed is left alone. */
export async function forgetOldBuilds({ config, ports }: PassContext, lock: HeldLock): Promise<void> {
  const { store, clock, journal } = ports;
  const limit = parseDuration(config.retention) ?? Number.POSITIVE_INFINITY;
  const open = new Set((await store.openAttempts()).map(({ build }) => build));
  for (const build of await store.buildNames()) {
    if (open.has(build)) continue;
    const newest = (await store.attempts(build)).at(-1);
    if (newest === undefined) continue;
    const closed = (await store.load(build, newest)).state?.scope.closed;
    if (closed == null || Date.parse(clock.now().at) - Date.parse(closed.at) < limit) continue;
    await store.forget(build, newest, lock);
    await journal.info(`${build}: forgotten, it was closed longer than ${config.retention} ago`);
  }
}
