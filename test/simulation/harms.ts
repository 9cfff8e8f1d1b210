import { harms, inflict, isState } from "./damage.ts";
import { filesOf, type FileNode } from "./disk.ts";
import { endOf } from "./ends.ts";
import { judgeDamaged } from "./ending.ts";
import { nameOf } from "./judge.ts";
import { passUntilQuiet } from "./quiet.ts";
import { worldFrom, type Scene } from "./scenes.ts";

/** What harming every state file of a scene in every way came to. */
export interface Harmed {
  readonly runs: number;
  /** How often the message itself was held back for the damage. */
  readonly heldBack: number;
  readonly violation: string | null;
  readonly trace: readonly string[];
}

/** A bit may be any of thousands, and with some of them the file can still be read. */
const bits = 40;

/** Harms each state file in each way, one run for each: nothing is posted on what is left, and that stays. */
export async function harmEverything(scene: Scene): Promise<Harmed> {
  let runs = 0;
  let heldBack = 0;
  for (const path of statesOf(scene)) {
    for (const harm of harms) {
      for (let time = 0; time < (harm === "a bit flipped" ? bits : 1); time++) {
        runs += 1;
        const { world } = worldFrom(scene, { ...scene.image, ms: scene.image.ms + time });
        const { judge } = world;
        const whole = new Map(filesOf(world.disk)).get(path);
        const { one } = inflict(world, path, whole as FileNode, harm);
        judge.step += 1;
        await passUntilQuiet(world, 2);
        judgeDamaged(world, [one]);
        for (const { key } of scene.truths) {
          const end = await endOf(world, key);
          if (end.endsWith(" damaged 0")) heldBack += 1;
          if (!/ (damaged|unconfirmed) 0$|^gone$/.test(end))
            judge.fail("G2", `${path} is ${harm}, and ${nameOf(key)} ends as ${end}`);
        }
        if (judge.violation !== null) return { runs, heldBack, violation: judge.violation, trace: world.trace };
      }
    }
  }
  return { runs, heldBack, violation: null, trace: [] };
}

function statesOf({ image }: Scene): readonly string[] {
  return [...filesOf(image.disk)].filter(([path, node]) => node.kind === "file" && isState(path)).map(([path]) => path);
}
