import type { Director, Fate } from "./director.ts";
import { ambiguous, refusing, well } from "./moods.ts";
import { startPass } from "./programs.ts";
import type { Turn } from "./stage.ts";
import type { World } from "./world.ts";

/** The kinds of trouble of which a run has some. */
export const families = [
  "kills",
  "power cuts",
  "freezes",
  "suspends",
  "wall clock steps",
  "disk trouble",
  "blind looks",
  "outages",
  "glitches",
  "a lock that lets two in",
  "passes by hand",
  "lost triggers",
  "pids given again",
  "operators",
  "damage",
] as const;

export type Family = (typeof families)[number];

/** The troubles of one run. */
export interface Faults {
  readonly has: (family: Family) => boolean;
  /** True while nothing was disturbed for a minute and more. */
  isCalm(): boolean;
  /** Something is in the way for so many milliseconds from now on, and a minute after. */
  disturb(what: string, ms: number): void;
  /** No more of it; what still disturbs is taken away. */
  stop(): void;
}

const minute = 60_000;

/** Plans what will go wrong until `horizon` (true time), and what becomes of each call until then. */
export function faultsOf(world: World, director: Director, chosen: ReadonlySet<Family>, horizon: number): Faults {
  const { chance, clocks, reached } = world;
  let active = true;
  let disturbedUntil = 0;
  let diskCode: string | null = null;
  let blind: string | null = null;
  const has = (family: Family): boolean => chosen.has(family);
  const disturb = (what: string, ms = 0): void => {
    reached.add(what);
    disturbedUntil = Math.max(disturbedUntil, clocks.true() + ms + 75_000);
  };
  /** So many times, at any time. */
  const sometimes = (family: Family, most: number, happens: () => void): void => {
    if (!has(family)) return;
    const times = 1 + chance.below(most);
    for (let time = 0; time < times; time++) {
      const at = clocks.true() + 30_000 + chance.below(horizon - clocks.true() - 30_000);
      director.at(at, family, () => {
        if (active) happens();
      });
    }
  };
  const until = (ms: number, ends: () => void): void => director.at(clocks.true() + ms, "it is over", ends);

  sometimes("suspends", 2, () => {
    const ms = chance.pick([20_000, 5 * minute, 60 * minute]);
    disturb("suspend", ms);
    clocks.suspend(ms);
  });
  sometimes("wall clock steps", 3, () => {
    const ms = chance.pick([-26 * 60, -90, -7, 12, 45, 27 * 60]) * minute;
    reached.add(ms < 0 ? "wall clock set back" : "wall clock set forward");
    clocks.stepWall(ms);
  });
  sometimes("disk trouble", 3, () => {
    diskCode = chance.pick(["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT"]);
    const ms = 10_000 + chance.below(80_000);
    disturb(`disk: ${diskCode}`, ms);
    until(ms, () => (diskCode = null));
  });
  sometimes("blind looks", 3, () => {
    blind = chance.pick(["processes", "files", "everything"]);
    const ms = 10_000 + chance.below(80_000);
    disturb(`blind: ${blind}`, ms);
    until(ms, () => (blind = null));
  });
  sometimes("outages", 2, () => {
    const mood = chance.pick([...ambiguous, ...refusing]);
    world.server.mood = mood;
    reached.add(`answer: ${mood.name}`);
    until(chance.pick([minute, 3 * minute, 10 * minute]), () => (world.server.mood = well));
  });
  sometimes("glitches", 6, () => {
    const mood = chance.pick([...ambiguous, ...refusing]);
    world.server.once = mood;
    reached.add(`answer: ${mood.name}`);
  });
  sometimes("a lock that lets two in", 8, () => {
    world.runtime.letsIn = true;
    world.judge.lockBroken = true;
    disturb("lock let two in");
    director.follow(startPass(world, "pass by hand"));
  });
  sometimes("passes by hand", 8, () => {
    reached.add("pass by hand");
    director.follow(startPass(world, "pass by hand"));
  });

  director.fateOf = ({ actor, call }: Turn): Fate => {
    if (!active) return goesOn;
    const isCritical = call.port === "http" || (call.changes && /try-|posted\.json/.test(call.what));
    const often = isCritical ? 12 : 1;
    if (has("kills") && chance.percent(0.15 * often)) {
      disturb(isCritical ? "killed while delivering" : "killed", 35_000);
      if (has("pids given again")) {
        reached.add("a pass's pid given again");
        director.at(clocks.true() + 1, "its pid is given again", () =>
          world.machine.reuse(actor.pid, ["/usr/sbin/sshd", "-D"]),
        );
      }
      return { fate: "is killed" };
    }
    if (has("power cuts") && chance.percent(0.03 * often)) {
      disturb("power cut", 2 * minute);
      return { fate: "loses power" };
    }
    if (has("freezes") && chance.percent(0.1 * often)) {
      const ms = chance.pick([5_000, 40_000, 4 * minute]);
      disturb(ms > 30_000 ? "frozen for longer than a lock lasts" : "frozen", ms + 35_000);
      return { fate: "is frozen", ms };
    }
    return failureOf(call, diskCode, blind, chance.next());
  };
  return {
    has,
    isCalm: () => clocks.true() > disturbedUntil,
    disturb,
    stop: () => {
      active = false;
      diskCode = null;
      blind = null;
      world.server.mood = well;
      world.server.once = null;
      director.thawAll();
      director.fateOf = () => goesOn;
    },
  };
}

const goesOn: Fate = { fate: "goes on" };

/** What a call comes to on a disk in trouble, or where nothing can be seen. */
function failureOf(
  { port, what, changes }: Turn["call"],
  disk: string | null,
  blind: string | null,
  dice: number,
): Fate {
  const fails = (code: string): Fate => ({ fate: "fails", code });
  if (port === "disk" && disk !== null) {
    if (disk === "EIO") return dice < 0.2 ? fails(disk) : goesOn;
    if (disk === "EACCES") return fails(disk);
    if (disk === "EROFS") return changes && !what.startsWith("sync") ? fails(disk) : goesOn;
    if (/^(write|mkdir|open .*tmp)/.test(what) && dice < 0.8) return fails(disk);
  }
  if (port === "runtime" && disk === "ENOSPC" && what === "save the last pass" && dice < 0.3) return fails(disk);
  if (port === "sources" && blind !== null) {
    if (what === "look at the processes") return blind === "files" ? goesOn : fails("EPERM");
    // A single report that cannot be read for minutes while the others can is judged as late, and its run as UNKNOWN.
    if (blind !== "processes" && dice < (what.startsWith("read") ? 0.2 : 0.7)) return fails("EIO");
  }
  return goesOn;
}
