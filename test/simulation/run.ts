import { chanceOf, type Chance } from "./chance.ts";
import { damage, type Damaged } from "./damage.ts";
import { directorOf, type Director } from "./director.ts";
import { families, faultsOf, type Family } from "./faults.ts";
import { judgeEnd, watchSteps } from "./ending.ts";
import { operatorsOf } from "./operators.ts";
import { categorizedPlay, groupKinds, plainKinds, plainPlay, type Play } from "./plays.ts";
import { troupeOf } from "./troupe.ts";
import { worldOf, type World } from "./world.ts";

/** What one seed came to. */
export interface Run {
  readonly seed: number;
  readonly families: readonly Family[];
  /** The first broken guarantee, or null. */
  readonly violation: string | null;
  readonly trace: readonly string[];
  readonly reached: ReadonlySet<string>;
  readonly figures: Figures;
}

export interface Figures {
  readonly steps: number;
  readonly crashes: number;
  readonly posts: number;
  /** Scopes that came to their end, of these those that are excused from being posted, and those left in doubt. */
  readonly due: number;
  readonly excused: number;
  readonly unconfirmed: number;
  readonly duplicates: number;
  readonly losses: number;
}

const minute = 60_000;
const horizon = 16 * minute;
const builds = ["nightly", "weekly", "smoke"] as const;

/** One run of the simulation; the same seed always makes the same one. */
export async function run(seed: number, only?: readonly Family[]): Promise<Run> {
  const chance = chanceOf(seed);
  const chosen = new Set(only ?? families.filter(() => chance.percent(22)));
  const world = worldOf(chance);
  const director = directorOf(world);
  const troupe = troupeOf(world, director);
  const faults = faultsOf(world, director, chosen, horizon);
  const operators = operatorsOf(world, director, troupe);
  const damaged: Damaged[] = [];
  let crashes = 0;

  director.onPowerCut = () => {
    crashes += 1;
    for (const performance of troupe.performances()) {
      for (const { key } of performance.truths) world.judge.of(key)?.excuses.add("power cut before it was judged");
      if (!performance.done) troupe.breakOff(performance);
    }
  };
  world.onRing = () => director.at(world.clocks.true() + 100, "", () => director.trigger());
  const watch = watchSteps(world, director, faults);
  director.afterStep = watch;
  const tick = (): void => {
    director.at(world.clocks.true() + 30_000, "", tick);
    if (faults.has("lost triggers") && world.clocks.true() < horizon && chance.percent(40)) {
      faults.disturb("trigger lost", 30_000);
      return;
    }
    director.trigger();
  };
  tick();
  for (const [index, build] of builds.entries()) {
    if (index > 0 && chance.percent(45)) continue;
    const at = world.clocks.true() + chance.below(4 * minute);
    director.at(at, "", () => troupe.perform(playFor(build, seed * 7 + index, chance)));
    if (chance.percent(30)) {
      const again = at + 6 * minute + chance.below(3 * minute);
      director.at(again, "", () => troupe.perform(playFor(build, seed * 7 + index + 3, chance), { rerun: true }));
    }
  }
  if (faults.has("operators")) planOperators(world, director, operators);
  else if (chance.percent(50)) planResolving(world, director, operators);
  world.reusesPids = faults.has("pids given again");
  if (world.reusesPids) world.reached.add("a runner's pid given again");
  if (faults.has("damage")) {
    for (let time = 0; time < 3; time++) {
      director.at(2 * minute + chance.below(horizon - 2 * minute), "damage", () => damage(world, director, damaged));
    }
  }

  await director.run(horizon);
  faults.stop();
  await director.run(horizon + 45 * minute, () => troupe.isDone() && director.running().length === 0);
  await director.run(world.clocks.true() + 8 * minute);
  // What is known by its command line alone, or hangs, is waited for much longer.
  faults.disturb("no passes for an hour", 75 * minute);
  world.clocks.pass(75 * minute);
  await director.run(world.clocks.true() + 5 * minute);
  const figures = await judgeEnd(world, director, damaged);
  return {
    seed,
    families: [...chosen],
    violation: world.judge.violation,
    trace: world.trace,
    reached: world.reached,
    figures: { ...figures, steps: world.judge.step, crashes: crashes + killed(world.trace) },
  };
}

function killed(trace: readonly string[]): number {
  return trace.filter((line) => line.endsWith("ends: killed")).length;
}

function playFor(build: string, salt: number, chance: Chance): Play {
  if (chance.percent(65)) {
    // Half of them good ones: these are what is to be posted.
    const kind = chance.percent(50) ? chance.pick(plainKinds.slice(0, 4)) : chance.pick(plainKinds);
    return plainPlay(kind, build, salt, chance);
  }
  const groups = Array.from({ length: 2 + chance.below(2) }, () =>
    chance.percent(70) ? chance.pick(groupKinds.slice(0, 2)) : chance.pick(groupKinds),
  );
  return categorizedPlay(groups, build, salt, chance);
}

type Operators = ReturnType<typeof operatorsOf>;

function planOperators(world: World, director: Director, operators: Operators): void {
  const { chance } = world;
  const words = ["cancel", "reset", "replace", "resolve", "markByHand"] as const;
  for (let time = 0; time < 4; time++) {
    const word = chance.pick(words);
    director.at(2 * minute + chance.below(horizon - 2 * minute), `an operator: ${word}`, () => operators[word]());
  }
  planResolving(world, director, operators);
}

function planResolving({ chance }: World, director: Director, operators: Operators): void {
  for (let time = 5; time < 25; time += 3) {
    director.at(time * minute + chance.below(minute), "", () => operators.resolve());
  }
}
