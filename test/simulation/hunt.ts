import { answering } from "./answers.ts";
import { exploreCrashes } from "./crashpoints.ts";
import { harmEverything } from "./harms.ts";
import { race } from "./interleavings.ts";
import { ambiguous, refusing } from "./moods.ts";
import { contradiction, races } from "./races.ts";
import { doubtful, plans, sceneOf } from "./scenes.ts";
import { sweep, troubledPlays, troubles, type Trouble } from "./troubles.ts";

/** Where to look for a fault: no chance decides whether it is caught there. */
export type Hunt =
  | { readonly crashesOf: string }
  | { readonly race: string }
  | { readonly trouble: string }
  | { readonly answersTo: string }
  | { readonly harmsOf: string };

/** The first broken guarantee, or null. */
async function hunt(where: Hunt): Promise<string | null> {
  if ("trouble" in where) return troubled(named(troubles, where.trouble));
  if ("answersTo" in where) return answered(named(plans, where.answersTo));
  if ("crashesOf" in where) {
    return (await exploreCrashes(await sceneOf(named(plans, where.crashesOf)), 1)).violation;
  }
  if ("harmsOf" in where) return (await harmEverything(await sceneOf(named(plans, where.harmsOf)))).violation;
  const isContradiction = where.race === contradiction.title;
  const scene = await sceneOf(isContradiction ? doubtful : named(plans, "a plain build is due"));
  return (await race(scene, isContradiction ? contradiction : named(races, where.race))).violation;
}

async function troubled(trouble: Trouble): Promise<string | null> {
  for (const play of troubledPlays()) {
    const { violation } = await sweep(play, trouble);
    if (violation !== null) return violation;
  }
  return null;
}

async function answered(plan: (typeof plans)[number]): Promise<string | null> {
  const scene = await sceneOf(plan);
  for (const mood of [...ambiguous, ...refusing]) {
    const { violation } = await answering(scene, mood, 3);
    if (violation !== null) return violation;
  }
  return null;
}

function named<Titled extends { readonly title: string }>(all: readonly Titled[], title: string): Titled {
  const found = all.find((one) => one.title === title);
  if (found === undefined) throw new Error(`there is no "${title}"`);
  return found;
}

// As a program of its own, bundled with a fault in it: says what it found.
const [, , told] = process.argv;
if (told?.startsWith("{") === true) {
  const violation = await hunt(JSON.parse(told) as Hunt).catch((error: unknown) => `broke: ${String(error)}`);
  process.stdout.write(violation ?? "nothing");
}
