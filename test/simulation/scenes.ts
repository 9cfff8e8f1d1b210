import { chanceOf } from "./chance.ts";
import { clocksAt } from "./clocks.ts";
import { directorOf } from "./director.ts";
import { copyOf, type Disk } from "./disk.ts";
import { nameOf, type Truth } from "./judge.ts";
import { ambiguous, refusing, well, type Mood } from "./moods.ts";
import { categorizedPlay, plainPlay, type Play } from "./plays.ts";
import type { Reporter } from "./reporter.ts";
import { emptyRuntimeFolder, type RuntimeFolder } from "./runtime.ts";
import { troupeOf } from "./troupe.ts";
import { promisesCopy, type Promises } from "./watchedstore.ts";
import { worldOf, type World } from "./world.ts";

/** A moment of one world, from which it can go on in many ways. */
export interface Image {
  readonly disk: Disk;
  /** True time, and the boot. */
  readonly ms: number;
  readonly boot: number;
  readonly bootedAt: number;
  readonly promises: Promises;
  readonly runtime: RuntimeFolder;
  /** Delivery ids by scope. */
  readonly posts: ReadonlyMap<string, readonly string[]>;
  readonly requests: number;
}

/** A world in which something is due, whose runs are all over. */
export interface Scene {
  readonly title: string;
  readonly reporter: Reporter;
  readonly truths: readonly Truth[];
  readonly image: Image;
  /** How Mattermost takes the first requests; all others well. */
  readonly moods: readonly Mood[];
}

interface Plan {
  readonly title: string;
  readonly plays: readonly { readonly play: Play; readonly flags?: object }[];
  readonly moods?: readonly Mood[];
  /** One pass has tried already, and got an answer that tells nothing. */
  readonly inDoubt?: boolean;
}

const chance = chanceOf(1);
const green = plainPlay("green with a log", "nightly", 1, chance);
const red = plainPlay("red", "nightly", 2, chance);
const busy = refusing
  .filter(({ name }) => name === "429" || name === "403")
  .map((mood): Mood => ({ ...mood, probe: well.probe ?? well.seen }));

/** A message of which nobody knows whether it was posted (it was not). */
export const doubtful: Plan = { title: "a message is in doubt", plays: [{ play: green }], inDoubt: true };

export const plans: readonly Plan[] = [
  { title: "a plain build is due", plays: [{ play: green }] },
  { title: "two groups are due", plays: [{ play: categorizedPlay(["green", "red"], "nightly", 3, chance) }] },
  { title: "Mattermost refuses it twice", plays: [{ play: red }], moods: busy },
  { title: "a rerun is due", plays: [{ play: green }, { play: red, flags: { rerun: true } }] },
];

/** Plays a plan up to the moment before the pass that closes and posts. */
export async function sceneOf({ title, plays, moods = [], inDoubt = false }: Plan): Promise<Scene> {
  const world = worldOf(chanceOf(7));
  const director = directorOf(world);
  const troupe = troupeOf(world, director);
  let ticks = true;
  const tick = (): void => {
    if (!ticks) return;
    director.trigger();
    director.at(world.clocks.true() + 30_000, "", tick);
  };
  tick();
  for (const { play, flags = {} } of plays) {
    troupe.perform(play, flags);
    await director.run(world.clocks.true() + 3_600_000, () => troupe.isDone());
    // The pass that sees that the run is gone; the next one may close it.
    await director.run(world.clocks.true() + (play === plays.at(-1)?.play ? 32_000 : 300_000));
  }
  ticks = false;
  await director.run(world.clocks.true() + 20_000);
  if (world.judge.violation !== null) throw new Error(world.judge.violation);
  world.clocks.pass(90_000);
  if (inDoubt) {
    world.server.once = ambiguous.find(({ name }) => name === "503") ?? null;
    director.trigger();
    await director.run(world.clocks.true() + 240_000);
  }
  const truths = troupe.performances().flatMap((performance) => performance.truths);
  const posts = new Map([...world.judge.cases].map(([name, { posts: ids }]) => [name, ids]));
  const image = { ...imageOf(world), posts };
  return { title, reporter: world.reporter, truths, image, moods };
}

/** The world as it is now. */
export function imageOf(world: World, requests = 0): Image {
  const { clocks, disk, judge, promises, runtime } = world;
  const now = clocks.now();
  return {
    disk: copyOf(disk),
    ms: clocks.true(),
    boot: Number(now.boot.slice("boot-".length)),
    bootedAt: clocks.true() - now.ms,
    promises: promisesCopy(promises),
    runtime: { ...emptyRuntimeFolder(), lastPass: runtime.lastPass },
    posts: new Map([...judge.cases].map(([name, { posts }]) => [name, [...posts]])),
    requests,
  };
}

/** A world that goes on from there. */
export function worldFrom(scene: Scene, image: Image): { readonly world: World; readonly requests: () => number } {
  const { ms, boot, bootedAt } = image;
  let { requests } = image;
  const world = worldOf(chanceOf(ms + boot), {
    disk: copyOf(image.disk),
    clocks: clocksAt({ ms, boot, bootedAt }),
    reporter: scene.reporter,
    promises: promisesCopy(image.promises),
    runtime: { ...image.runtime },
  });
  for (const truth of scene.truths) {
    world.judge.add(truth);
    world.judge.of(truth.key)?.posts.push(...(image.posts.get(nameOf(truth.key)) ?? []));
  }
  const moodNow = (): Mood => scene.moods[requests] ?? well;
  world.server.mood = moodNow();
  world.onRequest = () => {
    requests += 1;
    world.server.mood = moodNow();
  };
  return { world, requests: () => requests };
}
