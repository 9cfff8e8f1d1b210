import type { Damaged } from "./damage.ts";
import type { Director } from "./director.ts";
import { find } from "./disk.ts";
import { readerOf, scopeNow } from "./ends.ts";
import type { Faults } from "./faults.ts";
import { nameOf, type Case } from "./judge.ts";
import { ambiguous, well } from "./moods.ts";
import type { Figures } from "./run.ts";
import { tell, type World } from "./world.ts";

/** A look comes at least so often: the timer's interval, a storm's spacing and what a pass takes. */
const longestSilence = 30_000 + 8_000 + 15_000;

/** What is judged after every step beside the store and the channel. */
export function watchSteps(world: World, director: Director, faults: Faults): () => void {
  const { clocks, judge } = world;
  let lastPassAt = clocks.true();
  let lastPass = world.runtime.lastPass;
  let doubtsOfOutage = 0;
  let outage = world.server.mood;
  world.onRequest = (_actor, mood) => {
    if (mood !== outage || mood === well || !ambiguous.includes(mood)) return;
    doubtsOfOutage += 1;
    if (doubtsOfOutage > 1 && faults.isCalm())
      judge.fail("G1", `an outage (${mood.name}) left ${doubtsOfOutage} in doubt`);
  };
  return () => {
    if (world.server.mood !== outage) {
      outage = world.server.mood;
      doubtsOfOutage = 0;
    }
    if (world.runtime.lastPass !== lastPass) {
      lastPass = world.runtime.lastPass;
      lastPassAt = clocks.true();
    }
    if (!faults.isCalm()) lastPassAt = Math.max(lastPassAt, clocks.true());
    const silent = clocks.true() - lastPassAt;
    if (silent > longestSilence && director.running().length > 0) {
      judge.fail("G8", `nothing was looked at for ${Math.round(silent / 1_000)} s although nothing was in the way`);
    }
  };
}

/** Everything that is due has been posted, or stands in doubt for a cause; and what was damaged is still there. */
export async function judgeEnd(
  world: World,
  director: Director,
  damaged: readonly Damaged[],
): Promise<Omit<Figures, "steps" | "crashes">> {
  const { judge } = world;
  const store = readerOf(world);
  const counts = { due: 0, excused: 0, unconfirmed: 0, duplicates: 0, losses: 0 };
  for (const one of judge.cases.values()) {
    const { truth } = one;
    const scope = await scopeNow(world, store, truth.key);
    if (scope !== null) note(world, scope.memory);
    const { phase = "none" } = scope ?? {};
    const isSending = phase === "sending" && director.running().length === 0;
    if (isSending) judge.fail("G4", `${nameOf(truth.key)} is told as being sent, and nobody is there to send it`);
    world.reached.add(`delivery: ${phase}`);
    if (one.posts.length > 1) counts.duplicates += one.posts.length - 1;
    if (truth.outcome === null || !truth.over) continue;
    counts.due += 1;
    if (one.posts.length === 1 && phase === "posted") continue;
    if (phase === "unconfirmed" && one.doubts.size > 0) counts.unconfirmed += 1;
    else if (one.excuses.size > 0 || one.posts.length > 0) counts.excused += 1;
    else {
      counts.losses += 1;
      const state = scope?.memory.closed?.state ?? "not closed";
      judge.fail(
        "G4",
        `${nameOf(truth.key)} is ${truth.outcome} and was never posted: ${state}, ${phase}; ${lossOf(one)}`,
      );
    }
    if (one.posts.length > 0 && phase !== "posted" && phase !== "unconfirmed" && one.excuses.size === 0)
      judge.fail("G4", `${nameOf(truth.key)} is in the channel, and its delivery says ${phase}`);
  }
  judgeDamaged(world, damaged);
  if (director.running().length > 2) judge.fail("G8", "processes pile up");
  return { ...counts, posts: judge.posted() };
}

function note(
  world: World,
  memory: { closed: { state: string; rule: string } | null; verdict: { state: string } },
): void {
  world.reached.add(`state: ${memory.closed?.state ?? memory.verdict.state}`);
  if (memory.closed !== null) world.reached.add(`rule: ${memory.closed.rule}`);
}

function lossOf({ doubts }: Case): string {
  return doubts.size === 0 ? "nothing was in doubt" : `in doubt for: ${[...doubts].join(", ")}`;
}

/** In place, or beside it under another name. */
export function judgeDamaged(world: World, damaged: readonly Damaged[]): void {
  for (const { path, node, repaired } of damaged) {
    if (repaired) continue;
    const folder = find(world.disk, path.slice(0, path.lastIndexOf("/")));
    const isKept = folder?.kind === "folder" && [...folder.entries.values()].includes(node);
    if (!isKept) world.judge.fail("G6", `${path} was damaged, and what was left of it is gone`);
    tell(world, `   ${path} is ${isKept ? "still there" : "gone"}`);
  }
}
