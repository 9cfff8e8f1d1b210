import { exitStatus, Fault } from "../core/faults.ts";
import { reconcile } from "../reconcile.ts";
import type { App } from "./app.ts";

/** How long a pass waits for the lock, in milliseconds. */
const lockWait = 10_000;

/** One pass, and its exit status. By hand a busy lock is an error; under systemd it asks for another pass. */
export async function runPass(app: App): Promise<number> {
  const result = await reconcile(app, lockWait);
  if (!result.busy) return result.exit;
  if (app.supervised) {
    await app.runtime.ringDoorbell();
    return exitStatus.done;
  }
  throw new Fault(
    exitStatus.later,
    "lock-busy",
    "another pass is under way; it sees the same evidence, so nothing is lost",
  );
}
