import { setTimeout as wait } from "node:timers/promises";
import type { Box } from "./box/box.ts";

/** How the last pass of a controller stands: when it began, and its exit status once it has ended; null before the first. */
export type Pass = { readonly at: string; readonly exit: number | null } | null;

const patienceMs = 40_000;

export async function lastPass(box: Box): Promise<Pass> {
  const { status, stdout } = await box.run("cat", ["/run/atvm-run-watcher/last-pass.json"]);
  return status === 0 ? (JSON.parse(stdout) as Pass) : null;
}

/** Does something and waits for a pass that begins after it, and ends; in milliseconds, how long until it had ended. */
export async function untilPassAfter(box: Box, action: () => Promise<unknown>): Promise<number> {
  const before = await lastPass(box);
  const began = performance.now();
  await action();
  await until(async () => {
    const last = await lastPass(box);
    return last !== null && last.at !== before?.at && last.exit !== null;
  }, "no pass");
  return performance.now() - began;
}

/** Waits until something holds; rejects with the sentence when that lasts too long. */
export async function until(holds: () => Promise<boolean> | boolean, sentence: string): Promise<void> {
  const limit = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`${sentence} within ${patienceMs} ms`);
    await wait(50);
  }
}

/** No pass is under way any more. */
export async function untilIdle(box: Box): Promise<void> {
  const show = ["show", "--property=ActiveState", "--value", "atvm-run-watcher.service"];
  await until(async () => !(await box.run("systemctl", show)).stdout.includes("activating"), "a pass does not end");
}
