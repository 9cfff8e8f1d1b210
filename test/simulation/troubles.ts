import { chanceOf } from "./chance.ts";
import { directorOf, type Director } from "./director.ts";
import { endOf } from "./ends.ts";
import { nameOf } from "./judge.ts";
import { categorizedPlay, plainPlay, type Beat, type Play } from "./plays.ts";
import type { Call } from "./stage.ts";
import { troupeOf } from "./troupe.ts";
import { worldOf, type World } from "./world.ts";

/** Something that goes wrong once, for so many milliseconds. */
export interface Trouble {
  readonly title: string;
  readonly lasts: number;
  readonly begins: (world: World, director: Director) => void;
}

const minute = 60_000;
/** Longer than `settle` and two passes. */
const long = 130_000;

function failing(code: string, which: (call: Call) => boolean): Trouble["begins"] {
  return (_world, director) => {
    director.fateOf = ({ call }) => (which(call) ? { fate: "fails", code } : { fate: "goes on" });
  };
}

function reading(path: RegExp): (call: Call) => boolean {
  return ({ port, what }) => port === "sources" && what.startsWith("read ") && path.test(what);
}

export const troubles: readonly Trouble[] = [
  {
    title: "no process can be seen",
    lasts: long,
    begins: failing("EPERM", ({ what }) => what === "look at the processes"),
  },
  { title: "no file can be listed", lasts: long, begins: failing("EIO", ({ what }) => what === "list the files") },
  { title: "nothing can be looked at", lasts: long, begins: failing("EIO", ({ port }) => port === "sources") },
  { title: "one report cannot be read", lasts: 40_000, begins: failing("EIO", reading(/m1\.xml$/)) },
  { title: "no log can be read", lasts: 12 * minute, begins: failing("EIO", reading(/\.log$/)) },
  { title: "the wall clock is set forward", lasts: 0, begins: ({ clocks }) => clocks.stepWall(27 * 60 * minute) },
  { title: "the wall clock is set back", lasts: 0, begins: ({ clocks }) => clocks.stepWall(-26 * 60 * minute) },
  { title: "the controller sleeps", lasts: 0, begins: ({ clocks }) => clocks.suspend(60 * minute) },
  { title: "the pids of what ends are given again", lasts: long, begins: (world) => (world.reusesPids = true) },
];

/** The plays that are disturbed, slow enough to be at work all through a trouble. */
export function troubledPlays(): readonly Play[] {
  const chance = chanceOf(1);
  const plays = [plainPlay("green", "nightly", 1, chance), categorizedPlay(["green", "red"], "nightly", 3, chance)];
  return plays.map((play) => ({ ...play, beats: play.beats.map(slowed) }));
}

function slowed(beat: Beat): Beat {
  return beat.after < 5_000 ? beat : { ...beat, after: beat.after + long };
}

/** What one trouble came to, at so many moments of a play. */
export interface Swept {
  readonly moments: number;
  readonly posts: number;
  readonly violation: string | null;
  readonly trace: readonly string[];
}

/** The time between two moments at which a trouble begins: no multiple of a timer's. */
const step = 49_000;

/** One run for each moment of a play from its registration to its last post; in the end everything is posted as it was. */
export async function sweep(play: Play, trouble: Trouble): Promise<Swept> {
  let posts = 0;
  for (let moments = 1; ; moments++) {
    const { world, isPast } = await playWith(play, trouble, moments * step);
    posts += world.judge.posted();
    const { violation, cases } = world.judge;
    if (violation !== null || isPast || cases.size === 0) {
      const at = `${trouble.title} ${(moments * step) / 1_000} s after the registration`;
      const told = cases.size === 0 ? "it was never registered" : violation;
      return { moments, posts, violation: told === null ? null : `${told} (${at})`, trace: world.trace };
    }
  }
}

/** `isPast`: everything had been posted before the trouble began. */
async function playWith(
  play: Play,
  { title, lasts, begins }: Trouble,
  after: number,
): Promise<{ readonly world: World; readonly isPast: boolean }> {
  const world = worldOf(chanceOf(after));
  const { clocks, judge } = world;
  const director = directorOf(world);
  const troupe = troupeOf(world, director);
  let isPast = false;
  const tick = (): void => {
    director.trigger();
    director.at(clocks.true() + 30_000, "", tick);
  };
  troupe.perform(play);
  director.at(clocks.true() + 2_000, "", tick);
  director.at(clocks.true() + after, title, () => {
    isPast = judge.posted() === play.scopes.length;
    begins(world, director);
    director.at(clocks.true() + lasts, "it is over", () => (director.fateOf = () => ({ fate: "goes on" })));
  });
  await director.run(clocks.true() + after + lasts + 1_000);
  await director.run(clocks.true() + 60 * minute, () => troupe.isDone());
  await director.run(clocks.true() + 8 * minute);
  for (const { key, outcome } of troupe.performances().flatMap(({ truths }) => truths)) {
    const end = await endOf(world, key);
    if (end !== `${outcome ?? ""} posted 1`) judge.fail("G4", `${nameOf(key)} is ${outcome ?? ""} and ends as ${end}`);
  }
  return { world, isPast };
}
