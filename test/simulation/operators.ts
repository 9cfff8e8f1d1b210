import type { Director } from "./director.ts";
import { filesOf, find, newFile, parentOf, sync, type Disk } from "./disk.ts";
import { nameOf, type Case } from "./judge.ts";
import { startCommandOf } from "./programs.ts";
import { newestAttempt, type Performance, type Troupe } from "./troupe.ts";
import { folderOf, scopeOf } from "./paths.ts";
import { tell, type World } from "./world.ts";

/** What an operator may come to do at any moment; each knows the truth, and tells only that. */
export interface Operators {
  cancel(): void;
  reset(): void;
  /** Ends a run and registers its name anew. */
  replace(): void;
  /** Settles a message in doubt by what stands in the channel. */
  resolve(): void;
  markByHand(): void;
}

export function operatorsOf(world: World, director: Director, troupe: Troupe): Operators {
  const { chance, clocks, judge, reached } = world;
  const pick = (): Performance | undefined => {
    const all = troupe.performances().filter(({ play, attempt }) => newestAttempt(world, play.build) === attempt);
    return all.length === 0 ? undefined : chance.pick(all);
  };
  const casesOf = (performance: Performance, group: string | null): readonly Case[] =>
    performance.truths
      .filter(({ key }) => group === null || key.group === group)
      .flatMap(({ key }) => judge.of(key) ?? []);
  const isNewest = ({ play, attempt }: Performance): boolean => newestAttempt(world, play.build) === attempt;
  return {
    cancel: () => {
      const performance = pick();
      if (performance === undefined) return;
      const groups = performance.truths.map(({ key }) => key.group);
      const group = chance.percent(50) ? null : chance.pick(groups);
      const cases = casesOf(performance, group);
      for (const { excuses } of cases) excuses.add("cancelled");
      const { build } = performance.play;
      const argv = { build, ...(group === null ? {} : { group }) };
      director.follow(startCommandOf(world, "cancel", argv), (ending) => {
        reached.add(`cancel: ${ending}`);
        if (ending !== 0 || !isNewest(performance)) return;
        // "will not be posted" was said of all of it; of a whole categorized build, of what was not under way.
        const from = group === null && groups[0] !== null ? "claim" : "request";
        for (const { forbidden } of cases) forbidden.push({ why: "was cancelled", since: judge.step, from });
      });
    },
    reset: () => {
      const performance = pick();
      if (performance === undefined) return;
      const cases = casesOf(performance, null);
      const isOver = performance.truths.every(({ over }) => over);
      const main = performance.pids.get("main");
      const pid = !isOver && performance.play.named && main !== undefined ? { pid: String(main) } : {};
      for (const { excuses } of cases) excuses.add("reset");
      // It sets cancel marks aside: those there are, and maybe those that come while it runs.
      const lift = (): void => {
        for (const { forbidden } of cases) {
          const kept = forbidden.filter(({ why }) => !why.includes("cancelled"));
          forbidden.splice(0, forbidden.length, ...kept);
        }
      };
      lift();
      const argv = { build: performance.play.build, ended: isOver, ...pid };
      director.follow(startCommandOf(world, "reset", argv), (ending) => {
        reached.add(`reset: ${ending}`);
        lift();
      });
    },
    replace: () => {
      const performance = pick();
      if (performance === undefined) return;
      const flags = chance.percent(60) ? { replace: true } : { rerun: true };
      if ("replace" in flags) troupe.breakOff(performance);
      for (const { excuses } of casesOf(performance, null)) excuses.add("superseded");
      troupe.perform({ ...performance.play, before: [] }, flags);
    },
    resolve: () => {
      // The command settles what the newest attempt that has any has in doubt, so that comes first here too.
      const newestFirst = [...filesOf(world.disk)].sort(
        ([a], [b]) => (scopeOf(b)?.attempt ?? 0) - (scopeOf(a)?.attempt ?? 0),
      );
      const doubted = new Set<string>();
      for (const [path, node] of newestFirst) {
        const key = scopeOf(path);
        if (key === undefined || node.kind !== "file" || !/\/try-\d+\.json$/.test(path)) continue;
        if (find(world.disk, path.replace(/\.json$/, ".outcome.json")) !== undefined) continue;
        if (find(world.disk, `${folderOf(key)}/posted.json`) !== undefined) continue;
        const isNewestInDoubt = !doubted.has(key.build);
        doubted.add(key.build);
        const id = /"deliveryId":"([^"]*)"/.exec(node.data.toString())?.[1];
        const isLate = world.server.late.some(({ body }) => body.props.atvm_delivery_id === id);
        const isFresh = clocks.wall() - node.changedAt < 180_000;
        const found = judge.of(key);
        if (id === undefined || found === undefined || isLate || isFresh || !isNewestInDoubt) continue;
        const word = found.posts.includes(id) ? { posted: true } : { resend: true };
        const argv = { build: key.build, ...(key.group === null ? {} : { group: key.group }), ...word };
        const times = chance.percent(30) ? 2 : 1;
        for (let time = 0; time < times; time++) {
          director.follow(startCommandOf(world, "resolve", argv), (ending) =>
            reached.add(`resolve ${Object.keys(word)[0] ?? ""}: ${ending}`),
          );
        }
        return;
      }
    },
    markByHand: () => {
      const performance = pick();
      const truth = performance === undefined ? undefined : chance.pick(performance.truths);
      const found = truth === undefined ? undefined : judge.of(truth.key);
      if (truth === undefined || found === undefined) return;
      const name = chance.pick(["posted.json", "cancelled.json"]);
      if (!touch(world.disk, `${folderOf(truth.key)}/${name}`, clocks.wall())) return;
      tell(world, `   somebody makes an empty ${name} of ${nameOf(truth.key)}`);
      reached.add(`${name} by hand`);
      found.excuses.add("marked by hand");
      const why = name === "posted.json" ? "was marked as posted" : "was cancelled by hand";
      found.forbidden.push({ why, since: judge.step, from: "load" });
    },
  };
}

/** As `touch` does, and synced; false where there is no such folder or the file is there. */
function touch(disk: Disk, path: string, now: number): boolean {
  try {
    const { folder, name } = parentOf(disk, path, "open");
    if (folder.entries.has(name)) return false;
    const file = newFile(now);
    sync(file);
    folder.entries.set(name, file);
    folder.durable.set(name, file);
    return true;
  } catch {
    return false;
  }
}
