import { goOn } from "./goon.ts";
import { startPass } from "./programs.ts";
import { deliverLate } from "./server.ts";
import type { World } from "./world.ts";

/** The time between two passes: longer than `settle`, a stale lock and the first back-off. */
export const between = 180_000;

/** So many passes one after the other, with nothing in their way. */
export async function passUntilQuiet(world: World, passes: number): Promise<void> {
  const { clocks, judge } = world;
  for (let pass = 0; pass < passes && judge.violation === null; pass++) {
    const actor = startPass(world, "pass");
    await goOn(world, actor);
    world.machine.end(actor.pid);
    clocks.pass(between);
    deliverLate(world.server, world.around);
  }
}
