import { endingOf } from "./programs.ts";
import type { Actor, Turn } from "./stage.ts";
import { tell, type World } from "./world.ts";

/** So many calls of one process, or all; true once it has ended. */
export async function goOn(world: World, actor: Actor, calls = Number.POSITIVE_INFINITY): Promise<boolean> {
  for (let call = 0; call < calls; call++) {
    if (endingOf(world, actor) !== undefined) return true;
    const turn = await turnOf(world, actor);
    if (turn === undefined && actor.ended !== null) continue;
    if (turn === undefined) throw new Error(`${actor.name} stands still`);
    world.judge.step += 1;
    world.clocks.pass(Math.max(1, turn.notBefore - world.clocks.true()));
    if (turn.call.changes) tell(world, `${actor.name}: ${turn.call.what}`);
    await world.stage.go(turn);
  }
  return endingOf(world, actor) !== undefined;
}

/** A module that is loaded only where it is needed comes in a tick of its own. */
async function turnOf({ stage }: World, actor: Actor): Promise<Turn | undefined> {
  const now = (): Turn | undefined => stage.turns().find((one) => one.actor === actor);
  for (let waits = 0; waits < 500 && now() === undefined && actor.ended === null; waits++)
    await new Promise((done) => setTimeout(done, 20));
  return now();
}
