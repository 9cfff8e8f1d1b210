import { cutPower } from "./powercut.ts";
import { endingOf, startPass, type Ending } from "./programs.ts";
import { emptyRuntimeFolder } from "./runtime.ts";
import { deliverLate } from "./server.ts";
import type { Actor, Turn } from "./stage.ts";
import { tell, type World } from "./world.ts";

/** What becomes of a call: it is done, fails with this code, or its process is killed, frozen or loses its power. */
export type Fate =
  | { readonly fate: "goes on" }
  | { readonly fate: "fails"; readonly code: string }
  | { readonly fate: "is killed" | "loses power" }
  | { readonly fate: "is frozen"; readonly ms: number };

/** Something that will happen at a true time. */
interface Event {
  readonly at: number;
  readonly what: string;
  /** What it belongs to, so that it can be called off. */
  readonly of: object | null;
  readonly happens: () => void;
}

interface Running {
  readonly actor: Actor;
  readonly isService: boolean;
  readonly startedAt: number;
  readonly onEnd: (ending: Ending) => void;
}

/** Who goes on, and when; everything else asks it. */
export interface Director {
  fateOf: (turn: Turn) => Fate;
  /** After every step. */
  afterStep: () => void;
  onPowerCut: () => void;
  at(ms: number, what: string, happens: () => void, of?: object | null): void;
  callOff(of: object): void;
  /** A process that has just been started. */
  follow(actor: Actor, onEnd?: Running["onEnd"], isService?: boolean): void;
  /** The service is started by a trigger; while it runs triggers are merged into nothing. */
  trigger(): void;
  running(): readonly Actor[];
  kill(actor: Actor): void;
  cutPower(): void;
  thawAll(): void;
  /** Goes on until this true time, until this holds, or until a guarantee is broken. */
  run(until: number, isDone?: () => boolean): Promise<void>;
}

const serviceTimeout = 120_000;

export function directorOf(world: World): Director {
  const { clocks, stage, chance, judge, machine } = world;
  let agenda: readonly Event[] = [];
  let running: readonly Running[] = [];
  let passes = 0;

  const finish = (one: Running, ending: Ending): void => {
    running = running.filter((other) => other !== one);
    machine.end(one.actor.pid, chance.percent(10));
    if (ending === "killed") {
      for (const key of one.actor.open.values()) judge.of(key)?.doubts.add("the owner of a claim was lost");
    }
    tell(world, `${one.actor.name} ends: ${ending}`);
    one.onEnd(ending);
  };
  const director: Director = {
    fateOf: () => ({ fate: "goes on" }),
    afterStep: () => undefined,
    onPowerCut: () => undefined,
    at: (at, what, happens, of = null) => {
      agenda = [...agenda, { at, what, of, happens }].sort((a, b) => a.at - b.at);
    },
    callOff: (of) => {
      agenda = agenda.filter((event) => event.of !== of);
    },
    follow: (actor, onEnd = () => undefined, isService = false) => {
      running = [...running, { actor, isService, startedAt: clocks.true(), onEnd }];
    },
    trigger: () => {
      if (running.some(({ isService }) => isService)) return void world.reached.add("trigger merged");
      passes += 1;
      director.follow(startPass(world, `pass ${passes}`, true), undefined, true);
    },
    running: () => running.map(({ actor }) => actor),
    kill: (actor) => {
      const one = running.find((other) => other.actor === actor);
      if (one === undefined) return;
      stage.kill(actor, clocks.true());
      finish(one, "killed");
    },
    cutPower: () => {
      tell(world, "POWER CUT");
      for (const actor of director.running()) director.kill(actor);
      cutPower(world.disk, chance.pick(["lost", "kept", chance, chance] as const));
      machine.endAll();
      clocks.pass(5_000 + chance.below(60_000));
      clocks.boot();
      world.runtime = emptyRuntimeFolder();
      director.onPowerCut();
    },
    thawAll: () => {
      for (const { actor } of running) actor.frozenUntil = 0;
    },
    run: async (until, isDone = () => false) => {
      while (judge.violation === null && clocks.true() < until && !isDone()) await advance();
    },
  };

  const advance = async (): Promise<void> => {
    deliverLate(world.server, world.around);
    const [event] = agenda;
    const now = clocks.true();
    if (event !== undefined && event.at <= now) {
      agenda = agenda.slice(1);
      if (event.what !== "") tell(world, `-- ${event.what}`);
      event.happens();
      return;
    }
    for (const { actor } of running) if (actor.frozenUntil > 0 && actor.frozenUntil <= now) actor.frozenUntil = 0;
    const ready = stage.turns().filter(({ actor, notBefore }) => actor.frozenUntil === 0 && notBefore <= now);
    if (ready.length > 0) return step(chance.pick(ready));
    const waits = stage.turns().flatMap(({ actor, notBefore }) => [Math.max(notBefore, actor.frozenUntil)]);
    const next = Math.min(event?.at ?? now + 1_000, ...waits.filter((at) => at > now));
    clocks.pass(Math.max(1, next - now));
  };

  const step = async (turn: Turn): Promise<void> => {
    judge.step += 1;
    const { actor, call } = turn;
    const overdue = running.find((one) => one.actor === actor && one.isService);
    if (overdue !== undefined && clocks.true() - overdue.startedAt > serviceTimeout) {
      director.kill(actor);
      return;
    }
    const fate = director.fateOf(turn);
    clocks.pass(1 + chance.below(4));
    if (call.changes || fate.fate !== "goes on") {
      const told = fate.fate === "goes on" ? "" : ` → ${fate.fate}${"code" in fate ? ` with ${fate.code}` : ""}`;
      tell(world, `${actor.name}: ${call.what}${told}`);
    }
    switch (fate.fate) {
      case "is killed":
        director.kill(actor);
        return;
      case "loses power":
        director.cutPower();
        return;
      case "is frozen":
        actor.frozenAt = clocks.true();
        actor.frozenUntil = clocks.true() + fate.ms;
        return;
      case "fails":
      case "goes on": {
        await stage.go(turn, fate.fate === "fails" ? fate.code : null);
        const one = running.find((other) => other.actor === actor);
        const ending = endingOf(world, actor);
        if (one !== undefined && ending !== undefined) finish(one, ending);
        director.afterStep();
      }
    }
  };
  return director;
}
