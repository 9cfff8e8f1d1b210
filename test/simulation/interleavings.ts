import { endOf } from "./ends.ts";
import { goOn } from "./goon.ts";
import { nameOf } from "./judge.ts";
import { endingOf, startPass, type Ending } from "./programs.ts";
import type { Race } from "./races.ts";
import { worldFrom, type Scene } from "./scenes.ts";
import type { Actor } from "./stage.ts";
import type { World } from "./world.ts";

export interface Raced {
  readonly runs: number;
  readonly violation: string | null;
  readonly trace: readonly string[];
  readonly reached: ReadonlySet<string>;
}

const long = 45_000;
const stranger = ["/usr/sbin/sshd", "-D"];

/** Holds the first one up, or kills it, before each of its calls, one run for each. */
export async function race(scene: Scene, { first, then, meanwhile, mayEnd }: Race): Promise<Raced> {
  const reached = new Set<string>();
  for (let held = 0; ; held++) {
    const { world } = worldFrom(scene, scene.image);
    const { judge, clocks } = world;
    const one = first(world);
    const isOver = await goOn(world, one, held);
    const frozen = meanwhile === "it is frozen";
    if (meanwhile === "it is killed, and its pid given again") {
      world.stage.kill(one, clocks.true());
      world.machine.end(one.pid);
      clocks.pass(1_000);
      world.machine.reuse(one.pid, stranger);
    }
    if (frozen) {
      one.frozenAt = clocks.true();
      one.frozenUntil = Number.POSITIVE_INFINITY;
      clocks.pass(long);
    }
    const others: Actor[] = [];
    for (const program of then) {
      const other = program(world);
      others.push(other);
      await goOn(world, other);
      noteCancel(world, other, endingOf(world, other));
      clocks.pass(frozen ? long : 1);
    }
    one.frozenUntil = 0;
    if (!one.killed) await goOn(world, one);
    noteCancel(world, one, endingOf(world, one));
    for (let more = 0; more < 4; more++) {
      clocks.pass(90_000);
      await goOn(world, startPass(world, "later pass"));
    }
    for (const { key } of scene.truths) {
      const end = await endOf(world, key);
      if (!mayEnd.test(end)) judge.fail("G4", `${nameOf(key)} ends as ${end}, held up before call ${held}`);
    }
    for (const what of world.reached) reached.add(what);
    for (const actor of [one, ...others]) {
      const ending = endingOf(world, actor) ?? "";
      reached.add(`${actor.name.split(" ", 1)[0] ?? ""}: ${ending}`);
      if (ending === "state-write-failed") judge.fail("bug", `${actor.name} blames a disk that is well`);
    }
    if (judge.violation !== null || isOver)
      return { runs: held + 1, violation: judge.violation, trace: world.trace, reached };
  }
}

/** Once a cancel has said that nothing will be posted, no byte may leave. */
function noteCancel({ judge }: World, actor: Actor, ending: Ending | undefined): void {
  if (!actor.name.startsWith("cancel") || ending !== 0) return;
  for (const { forbidden, posts } of judge.cases.values()) {
    if (posts.length > 0) judge.fail("G2", "a cancel said that nothing will be posted, and it was");
    forbidden.push({ why: "was cancelled", since: judge.step, from: "request" });
  }
}
