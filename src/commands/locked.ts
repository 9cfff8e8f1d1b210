import { exitStatus, Fault } from "../core/faults.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import { formatDuration } from "../core/time.ts";
import type { App } from "./app.ts";

/** How long a command waits for a pass that is under way (milliseconds). */
export const commandWait = 10_000;

/** Does `work` under the lock. Throws a `Fault` 75 when somebody else holds it for longer than `waitMs`. */
export async function locked<Value>(
  app: App,
  waitMs: number,
  work: (lock: HeldLock) => Promise<Value>,
): Promise<Value> {
  const outcome = await app.runtime.withLock(waitMs, work);
  if (!outcome.busy) return outcome.value;
  throw new Fault(
    exitStatus.later,
    "lock-busy",
    `another pass has held the lock for ${formatDuration(waitMs)}; nothing was changed, try again`,
  );
}
