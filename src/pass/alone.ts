import { Fault } from "../core/faults.ts";
import type { PassContext } from "./context.ts";

/** Trouble with one build is told and never stops the others; false where there was some. */
export async function alone(
  { ports }: PassContext,
  statuses: Set<number>,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await ports.journal.error(`${error.code}: ${error.message}`);
    statuses.add(error.status);
    return false;
  }
}
