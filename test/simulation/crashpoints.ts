import { deliveryOf } from "../../src/core/post/ledger.ts";
import { chanceOf } from "./chance.ts";
import { copyOf } from "./disk.ts";
import { judgeList, readerOf } from "./ends.ts";
import { nameOf } from "./judge.ts";
import { cutPower, type Loss } from "./powercut.ts";
import { endingOf, startPass } from "./programs.ts";
import { between } from "./quiet.ts";
import type { Race } from "./races.ts";
import { imageOf, worldFrom, type Image, type Scene } from "./scenes.ts";
import { samenessOf } from "./sameness.ts";
import type { World } from "./world.ts";

/** What cutting a scene's passes at every call came to. */
export interface Explored {
  /** Moments that differ, and how often a pass was cut in all. */
  readonly images: number;
  readonly cuts: number;
  /** Moments from which nothing more follows. */
  readonly ends: number;
  readonly violation: string | null;
  /** What led to the violation. */
  readonly trace: readonly string[];
}

/** The process that is cut first (a pass, if nothing else is told), and what may become of each scope. */
export type Beginning = Pick<Race, "first" | "mayEnd">;

const posting: Beginning = { first: (world) => startPass(world, "pass"), mayEnd: /^(COMPLETED|FAILED) posted 1$/ };

/** From any moment everything is settled after so many passes. */
const mostPasses = 6;

/**
 * Cuts a pass before every call that changes anything, in every way: killed, or without power, with everything unsynced
 * lost, kept, or torn by chance. From each moment that this leaves, and that is not like one seen before, the next pass
 * is cut in the same way, up to `mostCrashes` in a row.
 */
export async function exploreCrashes(scene: Scene, mostCrashes: number, begin: Beginning = posting): Promise<Explored> {
  const seen = new Set<string>();
  const open: { readonly image: Image; readonly crashes: number; readonly passes: number }[] = [];
  let cuts = 0;
  let ends = 0;
  const found = (image: Image, crashes: number, passes: number): boolean => {
    const name = samenessOf(image);
    if (seen.has(name)) return false;
    seen.add(name);
    open.push({ image, crashes, passes });
    return true;
  };
  found(scene.image, 0, 0);
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { crashes, passes } = next;
    const { world, requests } = worldFrom(scene, next.image);
    const actor = next.image === scene.image ? begin.first(world) : startPass(world, "pass");
    for (let call = 0; endingOf(world, actor) === undefined && world.judge.violation === null; call++) {
      const [turn] = world.stage.turns();
      if (turn === undefined) throw new Error(`${actor.name} stands still`);
      if (turn.call.changes && crashes < mostCrashes) {
        cuts += 1;
        for (const image of crashesAt(world, requests(), call)) found(image, crashes + 1, 0);
      }
      world.clocks.pass(Math.max(1, turn.notBefore - world.clocks.true()));
      await world.stage.go(turn);
    }
    const before = samenessOf(next.image);
    world.clocks.pass(between);
    const after = imageOf(world, requests());
    if (samenessOf(after) === before) {
      ends += 1;
      await judgeEnd(world, scene, begin.mayEnd, crashes > 0);
    } else if (found(after, crashes, passes + 1) && passes >= mostPasses) {
      world.judge.fail("G4", `after ${passes} passes there is still no end`);
    }
    const { violation } = world.judge;
    if (violation !== null) return { images: seen.size, cuts, ends, violation, trace: world.trace };
  }
  return { images: seen.size, cuts, ends, violation: null, trace: [] };
}

/** What is left if everything stops before this call. */
function crashesAt(world: World, requests: number, call: number): readonly Image[] {
  const killed = imageOf(world, requests);
  const losses: readonly Loss[] = ["lost", "kept", chanceOf(call), chanceOf(call + 1_000)];
  const later = { ...killed, ms: killed.ms + between };
  const cut = losses.map((loss) => {
    const disk = copyOf(killed.disk);
    cutPower(disk, loss);
    const boot = killed.boot + 1;
    return { ...later, disk, boot, bootedAt: later.ms - 20_000, runtime: { ...killed.runtime, lastPass: null } };
  });
  return [later, ...cut];
}

/** Posted once, or in doubt after a crash; or broken off by a boot before it was known to be over. */
async function judgeEnd(world: World, { truths }: Scene, mayEnd: RegExp, crashed: boolean): Promise<void> {
  const { judge } = world;
  const store = readerOf(world);
  await judgeList(world, store);
  for (const { key } of truths) {
    const stored = await store.load(key.build, key.attempt);
    const scope = [stored.own, ...stored.subRuns].find((one) => one?.memory.group === key.group);
    const posts = judge.of(key)?.posts.length ?? 0;
    if (scope == null) {
      judge.fail("G4", `${nameOf(key)} is not there any more`);
      continue;
    }
    const { phase } = deliveryOf(scope.delivery, () => false);
    if (world.promises.posted.has(nameOf(key)) && phase !== "posted")
      judge.fail("G1", `${nameOf(key)} was recorded as posted, and its delivery is ${phase}`);
    const isBroken = scope.memory.closed?.rule === "killed" && world.clocks.now().boot !== "boot-1";
    const state = scope.memory.closed?.state ?? "open";
    if (mayEnd.test(`${state} ${phase} ${posts}`)) continue;
    if (phase === "unconfirmed" && crashed) continue;
    if (phase === "none" && posts === 0 && isBroken) continue;
    judge.fail("G4", `in the end ${nameOf(key)} is ${state} and its delivery ${phase}, with ${posts} posts`);
  }
}
