import type { ScopeKey } from "../../src/core/ports.ts";

/** Which port a call goes to. */
export type Port = "process" | "disk" | "sources" | "runtime" | "http" | "clock";

/** One call of a port: here the schedule decides who goes on, who is frozen, killed or refused. */
export interface Call {
  readonly port: Port;
  readonly what: string;
  /** Something outside the process is changed by it. */
  readonly changes: boolean;
}

/** A process of ours: a pass or a command, run as a coroutine that stops at every call of a port. */
export interface Actor {
  readonly name: string;
  readonly pid: number;
  /** How it ended, once it has; a killed one never does. */
  ended: { readonly value: unknown } | { readonly error: unknown } | null;
  killed: boolean;
  /** True time of the kill. */
  killedAt: number;
  /** True times from when until when it is stopped, as by SIGSTOP; 0 while it is not. */
  frozenAt: number;
  frozenUntil: number;
  /** What it has claimed and not settled, by delivery id. */
  readonly open: Map<string, ScopeKey>;
  /** Stops here until it is this one's turn. The code of the error that the call is to fail with, or null. */
  call(call: Call): Promise<string | null>;
  /** The same, but not before a true time. */
  sleepUntil(at: number, what: string): Promise<string | null>;
}

/** An actor that stands before a call. */
export interface Turn {
  readonly actor: Actor;
  readonly call: Call;
  readonly notBefore: number;
  readonly resume: (answer: string | null) => void;
}

/** All actors, and before which call each of them stands. */
export interface Stage {
  turns(): readonly Turn[];
  /** Begins a process; it stands before its first call. */
  spawn(name: string, pid: number, work: (actor: Actor) => Promise<unknown>): Actor;
  /** Lets one go on to its next call. */
  go(turn: Turn, answer?: string | null): Promise<void>;
  /** Ends a process between two calls: it never goes on, nothing it holds is given back. */
  kill(actor: Actor, at: number): void;
}

export function emptyStage(): Stage {
  let turns: readonly Turn[] = [];
  const wait = (actor: Actor, call: Call, notBefore: number): Promise<string | null> =>
    new Promise((resume) => {
      turns = [...turns, { actor, call, notBefore, resume }];
    });
  return {
    turns: () => turns,
    spawn(name, pid, work) {
      const actor: Actor = {
        name,
        pid,
        ended: null,
        killed: false,
        killedAt: 0,
        frozenAt: 0,
        frozenUntil: 0,
        open: new Map(),
        call: (call) => wait(actor, call, 0),
        sleepUntil: (at, what) => wait(actor, { port: "clock", what, changes: false }, at),
      };
      const whole = async (): Promise<unknown> => {
        await actor.call({ port: "process", what: "start", changes: true });
        return work(actor);
      };
      whole().then(
        (value) => (actor.ended = { value }),
        (error: unknown) => (actor.ended = { error }),
      );
      return actor;
    },
    async go(turn, answer = null) {
      turns = turns.filter((other) => other !== turn);
      turn.resume(answer);
      // Whatever follows from it happens in microtasks, all of which come before this.
      await new Promise((done) => setImmediate(done));
    },
    kill(actor, at) {
      actor.killed = true;
      actor.killedAt = at;
      turns = turns.filter((turn) => turn.actor !== actor);
    },
  };
}
