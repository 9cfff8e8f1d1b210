import type { Director } from "./director.ts";
import { find, type Disk, type Node } from "./disk.ts";
import { nameOf, type Truth } from "./judge.ts";
import type { Beat, Play } from "./plays.ts";
import { startCommandOf } from "./programs.ts";
import { stateDir } from "./paths.ts";
import { tell, type World } from "./world.ts";

/** A play that goes on: its processes, and the scopes that the judge knows. */
export interface Performance {
  readonly play: Play;
  readonly attempt: number;
  readonly pids: Map<string, number>;
  readonly truths: readonly Truth[];
  /** Every beat is over, or the run was broken off. */
  done: boolean;
}

/** All plays of one run of the simulation. */
export interface Troupe {
  /** Registers a play as an operator does, again and again until it is registered; then plays it. */
  perform(play: Play, flags?: object): void;
  performances(): readonly Performance[];
  /** True once nothing more comes. */
  isDone(): boolean;
  /** Ends a run from outside; what was not over never will be. */
  breakOff(performance: Performance): void;
}

const patience = 40;

export function troupeOf(world: World, director: Director): Troupe {
  const { clocks, machine, reporter, judge } = world;
  const performances: Performance[] = [];
  const waiting = new Set<string>();

  const act = (performance: Performance, { does }: Beat): void => {
    const { pids, truths } = performance;
    switch (does.act) {
      case "begin":
        pids.set(does.who, machine.start(does.argv ?? [], pids.get("main") ?? 1).pid);
        break;
      case "end":
      case "kill":
        machine.end(pids.get(does.who) ?? 0, does.act === "kill");
        if (world.reusesPids) machine.reuse(pids.get(does.who) ?? 0, ["/usr/sbin/sshd", "-D"]);
        pids.delete(does.who);
        break;
      case "write":
        reporter.write(does.path, does.text);
        fileEvent();
        break;
      case "append":
        reporter.append(does.path, does.text);
        fileEvent();
        break;
      case "over":
        for (const truth of truths) if (truth.key.group === does.group) truth.over = true;
    }
  };
  const fileEvent = (): void => {
    if (world.chance.percent(60)) director.at(clocks.true() + 50, "", () => director.trigger());
  };
  const play = (performance: Performance): void => {
    let at = clocks.true();
    for (const beat of performance.play.beats) {
      at += beat.after;
      const what = `${performance.play.build}: ${JSON.stringify(beat.does).slice(0, 90)}`;
      director.at(at, what, () => act(performance, beat), performance);
    }
    director.at(at, "", () => (performance.done = true), performance);
  };
  const registered = (of: Play, attempt: number, main: number | undefined): void => {
    const truths = of.scopes.map(({ group, run, outcome, tests, failed }) => {
      const key = { build: of.build, attempt, group };
      return { key, run, outcome, tests, failed, over: false };
    });
    for (const truth of truths) judge.add(truth);
    const goesOn = performances.some(({ play: { build }, pids }) => build === of.build && pids.size > 0);
    for (const { key } of goesOn ? truths : []) judge.of(key)?.excuses.add("beside an earlier run that goes on");
    const pids = new Map(main === undefined ? [] : [["main", main]]);
    const performance: Performance = { play: of, attempt, pids, truths, done: false };
    performances.push(performance);
    tell(world, `-- ${nameOf({ build: of.build, attempt, group: null })}: ${of.kind}`);
    play(performance);
  };
  const register = (of: Play, flags: object, before: number, tries: number): void => {
    const main = of.named ? machine.start(["bash", "/root/atvm/drive.sh", of.build]).pid : undefined;
    const pid = main === undefined ? {} : { pid: String(main) };
    director.follow(startCommandOf(world, "start", { build: of.build, ...of.options, ...pid, ...flags }), (ending) => {
      world.reached.add(`start: ${ending}`);
      const attempt = newestAttempt(world, of.build);
      if (attempt > before) {
        waiting.delete(of.build);
        return registered(of, attempt, main);
      }
      if (main !== undefined) machine.end(main);
      if (tries === 0) waiting.delete(of.build);
      else director.at(clocks.true() + 20_000, "", () => register(of, flags, before, tries - 1));
    });
  };
  return {
    perform: (of, flags = {}) => {
      // Nobody registers one name twice at once.
      if (waiting.has(of.build)) return;
      waiting.add(of.build);
      for (const { does } of of.before) if (does.act === "write") reporter.write(does.path, does.text);
      register(of, flags, newestAttempt(world, of.build), patience);
    },
    performances: () => performances,
    isDone: () => waiting.size === 0 && performances.every(({ done }) => done),
    breakOff: (performance) => {
      director.callOff(performance);
      for (const pid of performance.pids.values()) machine.end(pid);
      performance.pids.clear();
      performance.done = true;
      for (const truth of performance.truths) if (!truth.over) truth.outcome = null;
    },
  };
}

/** The highest number of an attempt of which there is a state, in whatever condition. */
export function newestAttempt({ disk }: World, build: string): number {
  const attempts = folderAt(disk, `${stateDir}/builds/${build}/attempts`);
  const numbers = [...attempts]
    .filter(([, attempt]) => attempt.kind === "folder" && attempt.entries.has("state.json"))
    .map(([name]) => Number(name));
  return Math.max(0, ...numbers);
}

function folderAt(disk: Disk, path: string): ReadonlyMap<string, Node> {
  try {
    const folder = find(disk, path);
    return folder?.kind === "folder" ? folder.entries : new Map();
  } catch {
    return new Map();
  }
}
