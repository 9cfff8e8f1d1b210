import { campaign } from "./campaign.ts";
import { exploreCrashes } from "./crashpoints.ts";
import type { Family } from "./faults.ts";
import { race } from "./interleavings.ts";
import { contradiction, races } from "./races.ts";
import { doubtful, plans, sceneOf } from "./scenes.ts";

/** Where to look for a fault: the crash points of one plan, one race, or seeds with only these troubles. */
export type Hunt =
  | { readonly crashesOf: string }
  | { readonly race: string }
  | { readonly from: number; readonly seeds: number; readonly families: readonly Family[] };

/** The first broken guarantee, or null. */
async function hunt(where: Hunt): Promise<string | null> {
  if ("seeds" in where) {
    const [broken] = (await campaign(where.from, where.seeds, { families: where.families })).broken;
    return broken === undefined ? null : `${broken.violation ?? ""} (seed ${broken.seed})`;
  }
  if ("crashesOf" in where) {
    const plan = named(plans, where.crashesOf);
    return (await exploreCrashes(await sceneOf(plan), 1)).violation;
  }
  const isContradiction = where.race === contradiction.title;
  const scene = await sceneOf(isContradiction ? doubtful : named(plans, "a plain build is due"));
  return (await race(scene, isContradiction ? contradiction : named(races, where.race))).violation;
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
