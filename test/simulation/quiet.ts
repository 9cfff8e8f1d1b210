import { endingOf, startPass } from "./programs.ts";
import { deliverLate } from "./server.ts";
import type { World } from "./world.ts";

/** The time between two passes: longer than `settle`, a stale lock and the first back-off. */
export const between = 180_000;

/** So many passes one after the other, with nothing in their way. */
export async function passUntilQuiet(world: World, passes: number): Promise<void> {
  const { clocks, judge, stage } = world;
  for (let pass = 0; pass < passes && judge.violation === null; pass++) {
    const actor = startPass(world, "pass");
    while (endingOf(world, actor) === undefined) {
      // A module that is loaded only where it is needed comes in a tick of its own.
      for (let waits = 0; waits < 500 && stage.turns().length === 0 && actor.ended === null; waits++)
        await new Promise((done) => setTimeout(done, 20));
      const [turn] = stage.turns();
      if (turn === undefined && actor.ended !== null) continue;
      if (turn === undefined) throw new Error(`${actor.name} stands still`);
      judge.step += 1;
      clocks.pass(Math.max(1, turn.notBefore - clocks.true()));
      await stage.go(turn);
    }
    world.machine.end(actor.pid);
    clocks.pass(between);
    deliverLate(world.server, world.around);
  }
}
