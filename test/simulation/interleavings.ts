import { deliveryOf } from "../../src/core/post/ledger.ts";
import { createStore } from "../../src/store/store.ts";
import type { Store } from "../../src/core/ports.ts";
import { fileSystemOf } from "./filesystem.ts";
import { nameOf } from "./judge.ts";
import { endingOf, startPass, type Ending } from "./programs.ts";
import type { Race } from "./races.ts";
import { worldFrom, type Scene } from "./scenes.ts";
import type { Actor } from "./stage.ts";
import { stateDir } from "./paths.ts";
import { tell, type World } from "./world.ts";

export interface Raced {
  readonly runs: number;
  readonly violation: string | null;
  readonly trace: readonly string[];
  readonly reached: ReadonlySet<string>;
}

const long = 45_000;

/** Holds the first one up before each of its calls, one run for each. */
export async function race(scene: Scene, { first, then, frozen, mayEnd }: Race): Promise<Raced> {
  const reached = new Set<string>();
  for (let held = 0; ; held++) {
    const { world } = worldFrom(scene, scene.image);
    const { judge, clocks } = world;
    const one = first(world);
    const isOver = await goOn(world, one, held);
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
    await goOn(world, one);
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
    for (const actor of [one, ...others])
      reached.add(`${actor.name.split(" ", 1)[0] ?? ""}: ${endingOf(world, actor) ?? ""}`);
    if (judge.violation !== null || isOver)
      return { runs: held + 1, violation: judge.violation, trace: world.trace, reached };
  }
}

/** So many calls of one process, or all; true once it has ended. */
async function goOn(world: World, actor: Actor, calls = Number.POSITIVE_INFINITY): Promise<boolean> {
  for (let call = 0; call < calls; call++) {
    if (endingOf(world, actor) !== undefined) return true;
    const turn = world.stage.turns().find((one) => one.actor === actor);
    if (turn === undefined) throw new Error(`${actor.name} stands still`);
    world.judge.step += 1;
    world.clocks.pass(Math.max(1, turn.notBefore - world.clocks.true()));
    if (turn.call.changes) tell(world, `${actor.name}: ${turn.call.what}`);
    await world.stage.go(turn);
  }
  return endingOf(world, actor) !== undefined;
}

/** Once a cancel has said that nothing will be posted, no byte may leave. */
function noteCancel({ judge }: World, actor: Actor, ending: Ending | undefined): void {
  if (!actor.name.startsWith("cancel") || ending !== 0) return;
  for (const { forbidden, posts } of judge.cases.values()) {
    if (posts.length > 0) judge.fail("G2", "a cancel said that nothing will be posted, and it was");
    forbidden.push({ why: "was cancelled", since: judge.step, from: "request" });
  }
}

/** An open attempt that is not on the list is looked at by nobody. */
export async function judgeList(world: World, store: Store): Promise<void> {
  const listed = (await store.openAttempts()).map(({ build, attempt }) => `${build}#${attempt}`);
  for (const build of await store.buildNames()) {
    for (const attempt of await store.attempts(build)) {
      const { state } = await store.load(build, attempt);
      const isOpen = state?.scope.closed === null;
      if (isOpen && !listed.includes(`${build}#${attempt}`))
        world.judge.fail("G4", `${build}#${attempt} is open, and nobody watches it`);
    }
  }
}

async function endOf(world: World, key: Scene["truths"][number]["key"]): Promise<string> {
  const reader = { call: () => Promise.resolve(null) } as unknown as Actor;
  const store = createStore({ stateDir, fileSystem: fileSystemOf(reader, world.disk, () => world.clocks.wall()) });
  await judgeList(world, store);
  const stored = await store.load(key.build, key.attempt);
  const scope = [stored.own, ...stored.subRuns].find((one) => one?.memory.group === key.group);
  if (scope == null) return "gone";
  const { phase } = deliveryOf(scope.delivery, () => false);
  return `${scope.memory.closed?.state ?? "open"} ${phase} ${world.judge.of(key)?.posts.length ?? 0}`;
}
