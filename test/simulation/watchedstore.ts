import type { ScopeKey, Store, StoredBuild } from "../../src/core/ports.ts";
import type { ScopeMemory } from "../../src/core/state/state.ts";
import type { Clocks } from "./clocks.ts";
import { nameOf, type Judge } from "./judge.ts";
import type { Actor } from "./stage.ts";

/** What the store has promised to keep, over all processes. */
export interface Promises {
  /** The closed state of each scope, `open` for one that was reopened by an operator. */
  readonly closed: Map<string, string>;
  /** The delivery id of each claim and the outcome of each settled try, by `<scope> <try>`. */
  readonly claims: Map<string, string>;
  readonly outcomes: Map<string, string>;
  readonly posted: Set<string>;
  /** How often each scope was begun to be written. */
  readonly saves: Map<string, number>;
  /** The states that were begun to be written since the last one that was kept for certain. */
  readonly begun: Map<string, readonly string[]>;
}

export function noPromises(): Promises {
  return {
    closed: new Map(),
    claims: new Map(),
    outcomes: new Map(),
    posted: new Set(),
    saves: new Map(),
    begun: new Map(),
  };
}

/** Who watches what. */
export interface Watching {
  readonly actor: Actor;
  readonly judge: Judge;
  readonly promises: Promises;
  readonly clocks: Clocks;
  /** The caller may reopen what is closed. */
  readonly reopens: boolean;
}

/** The real store, which tells the judge what it is asked and what it has promised. */
export function watchedStore(store: Store, { actor, judge, promises, clocks, reopens }: Watching): Store {
  let claimedAt = 0;
  const doubtful = async <Value>(key: ScopeKey, work: Promise<Value>): Promise<Value> => {
    try {
      return await work;
    } catch (error) {
      judge.of(key)?.doubts.add("the disk failed in the middle of a delivery");
      throw error;
    }
  };
  const save = async (key: ScopeKey, memory: ScopeMemory, work: () => Promise<void>): Promise<void> => {
    const name = nameOf(key);
    const before = promises.closed.get(name);
    if (reopens) promises.closed.delete(name);
    const turn = (promises.saves.get(name) ?? 0) + 1;
    promises.saves.set(name, turn);
    promises.begun.set(name, [...(promises.begun.get(name) ?? []), memory.closed?.state ?? "open"]);
    await work();
    // One that was frozen after its write promises nothing of what was written since.
    if (promises.saves.get(name) !== turn) return;
    promises.begun.set(name, []);
    if (before !== undefined && memory.closed === null && promises.closed.has(name))
      judge.fail("G5", `${name} was closed as ${before}, and ${actor.name} wrote it open again`);
    if (memory.closed !== null) promises.closed.set(name, memory.closed.state);
  };
  return {
    ...store,
    load: async (build, attempt) => {
      judge.loads(actor, { build, attempt });
      // Only what was promised before it was read has to be there.
      const before = promisesCopy(promises);
      const stored = await store.load(build, attempt);
      compare(stored, judge, before, promises);
      return stored;
    },
    saveAttempt: (attempt, lock) =>
      save({ build: attempt.build, attempt: attempt.attempt, group: null }, attempt.scope, () =>
        store.saveAttempt(attempt, lock),
      ),
    saveSubRun: (key, memory, lock) => save(key, memory, () => store.saveSubRun(key, memory, lock)),
    claim: async (key, claim) => {
      judge.claims(actor, key, claim.deliveryId);
      claimedAt = claim.ms;
      actor.open.set(claim.deliveryId, key);
      const made = await doubtful(key, store.claim(key, claim));
      if (made) promises.claims.set(`${nameOf(key)} ${claim.try}`, claim.deliveryId);
      else actor.open.delete(claim.deliveryId);
      return made;
    },
    cancelMark: async (key) => {
      const mark = await store.cancelMark(key);
      judge.looksBack(actor, clocks.now().ms - claimedAt);
      return mark;
    },
    settle: async (key, tryNumber, outcome) => {
      const first = await doubtful(key, store.settle(key, tryNumber, outcome));
      const name = `${nameOf(key)} ${tryNumber}`;
      const settled = promises.outcomes.get(name);
      if (first && settled !== undefined)
        judge.fail("G6", `try ${name} was settled as ${settled} and is settled again`);
      if (first) promises.outcomes.set(name, outcome.outcome);
      const id = promises.claims.get(name);
      if (id !== undefined) actor.open.delete(id);
      return first;
    },
    posted: async (key, posted) => {
      await doubtful(key, store.posted(key, posted));
      promises.posted.add(nameOf(key));
    },
  };
}

export function promisesCopy({ closed, claims, outcomes, posted, saves, begun }: Promises): Promises {
  return {
    closed: new Map(closed),
    claims: new Map(claims),
    outcomes: new Map(outcomes),
    posted: new Set(posted),
    saves: new Map(saves),
    begun: new Map(begun),
  };
}

/** What was promised is still there, whatever happened since; damage is judged elsewhere. */
function compare(stored: StoredBuild, judge: Judge, promises: Promises, now: Promises): void {
  const { build, attempt, own, subRuns } = stored;
  if (own === null || stored.damage.length > 0) return;
  for (const { memory, delivery } of [own, ...subRuns]) {
    const name = nameOf({ build, attempt, group: memory.group });
    if (judge.of({ build, attempt, group: memory.group })?.excuses.has("damaged") === true) continue;
    const closed = promises.closed.get(name);
    const state = memory.closed?.state ?? "open";
    const isKept = closed === state || now.begun.get(name)?.includes(state) === true;
    if (closed !== undefined && closed === now.closed.get(name) && !isKept)
      judge.fail("G5", `${name} was closed as ${closed} and is ${state}`);
    if (promises.posted.has(name) && delivery.posted === null) judge.fail("G6", `the posted.json of ${name} is gone`);
    for (const [promised, id] of promises.claims) {
      const [scope, number] = promised.split(" ");
      if (scope !== name) continue;
      const found = delivery.tries.find(({ claim }) => claim.try === Number(number));
      const outcome = promises.outcomes.get(promised);
      if (found?.claim.deliveryId !== id) judge.fail("G6", `try ${number ?? ""} of ${name} is gone, or another's`);
      else if (outcome !== undefined && found.outcome?.outcome !== outcome)
        judge.fail("G6", `try ${number ?? ""} of ${name} was ${outcome} and is ${found.outcome?.outcome ?? "open"}`);
    }
  }
}
