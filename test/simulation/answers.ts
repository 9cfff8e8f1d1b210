import { endOf } from "./ends.ts";
import { nameOf } from "./judge.ts";
import { ambiguous, well, type Mood } from "./moods.ts";
import { passUntilQuiet } from "./quiet.ts";
import { worldFrom, type Scene } from "./scenes.ts";

/** What one kind of answer came to. */
export interface Answered {
  readonly unconfirmed: number;
  readonly violation: string | null;
  readonly trace: readonly string[];
}

/**
 * For so many passes Mattermost answers in one way only, then well: at most one message is left in doubt, and that only
 * by an answer that tells nothing. Whoever may look into the channel is in doubt only of what is not there.
 */
export async function answering(scene: Scene, mood: Mood, passes: number, looksIntoChannel = false): Promise<Answered> {
  const { world } = worldFrom(scene, scene.image);
  world.looksIntoChannel = looksIntoChannel;
  const { judge, server } = world;
  world.onRequest = () => undefined;
  server.mood = mood;
  await passUntilQuiet(world, passes);
  server.mood = well;
  await passUntilQuiet(world, 8);
  let unconfirmed = 0;
  for (const { key } of scene.truths) {
    const end = await endOf(world, key);
    const isDoubtful =
      (looksIntoChannel ? / unconfirmed 0$/ : / unconfirmed [01]$/).test(end) && ambiguous.includes(mood);
    if (isDoubtful) unconfirmed += 1;
    else if (!/^(COMPLETED|FAILED) posted 1$/.test(end)) judge.fail("G4", `${nameOf(key)} ends as ${end}`);
  }
  if (unconfirmed > 1) judge.fail("G1", `${unconfirmed} messages are left in doubt`);
  const violation = judge.violation === null ? null : `${judge.violation} (${mood.name} for ${passes} passes)`;
  return { unconfirmed, violation, trace: world.trace };
}
