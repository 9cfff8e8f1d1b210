import assert from "node:assert/strict";
import { test } from "node:test";
import type { LastPass } from "../src/core/state/runtime.ts";
import type { Moment } from "../src/core/time.ts";
import type { PassContext } from "../src/pass/context.ts";
import { reconcile } from "../src/reconcile.ts";
import { configOf, momentAt } from "./core/samples.ts";

const day = 86_400;

interface Told {
  readonly slept: readonly number[];
  readonly forgotten: readonly string[];
  /** How many passes in a row had to wait, as this one wrote down. */
  readonly row: number | undefined;
}

interface Past {
  /** The pass before this one. */
  readonly last: Moment | null;
  /** Builds and when they were closed; null: never. */
  readonly builds?: Readonly<Record<string, string | null>>;
  readonly open?: readonly string[];
}

/** One pass with nothing to look at, `now` being day 200 of the boot. */
async function passing({ last, builds = {}, open = [] }: Past, store: object = {}): Promise<Told> {
  const slept: number[] = [];
  const forgotten: string[] = [];
  const rows: number[] = [];
  const now = momentAt(200 * day);
  // Only what a pass over no open build asks for.
  const context = {
    config: configOf(),
    noWebhook: null,
    runtime: {
      withLock: async (_wait: number, work: (lock: object) => Promise<number>) => ({
        busy: false,
        value: await work({ compromised: () => false }),
      }),
      lastPass: () => Promise.resolve(last === null ? { seen: "absent" } : { seen: "present", fact: passAt(last) }),
      saveLastPass: (pass: LastPass) => Promise.resolve(void rows.push(pass.row)),
      drainDoorbell: () => Promise.resolve(false),
    },
    ports: {
      clock: { now: () => now, sleep: (ms: number) => Promise.resolve(void slept.push(ms)) },
      journal: { info: () => Promise.resolve(), warn: () => Promise.resolve(), error: () => Promise.resolve() },
      store: {
        openAttempts: () => Promise.resolve(passes(open)),
        buildNames: () => Promise.resolve(Object.keys(builds)),
        attempts: () => Promise.resolve([1]),
        takeOver: () => Promise.resolve(),
        load: (build: string) => Promise.resolve(stored(build, builds[build] ?? null)),
        settleAttempt: () => Promise.resolve(),
        forget: (build: string) => Promise.resolve(void forgotten.push(build)),
        ...store,
      },
    },
  } as unknown as PassContext;
  await reconcile(context, 0);
  return { slept, forgotten, row: rows.at(-1) };
}

function passAt({ at, boot, ms }: Moment): LastPass {
  return { version: 1, at, boot, ms, exit: 0, row: 4, processesSeen: null };
}

function passes(open: readonly string[]): readonly { build: string; attempt: number }[] {
  return open.map((build) => ({ build, attempt: 1 }));
}

/** Nothing of it can be judged, so that a pass only lists it. */
function stored(build: string, closedAt: string | null): object {
  const state = { scope: { closed: closedAt === null ? null : { at: closedAt } } };
  return {
    build,
    attempt: 1,
    state,
    own: null,
    subRuns: [],
    damagedGroups: [],
    damage: [{ file: build, detail: "", newer: false }],
  };
}

test("a pass that finds the last one less than spacing ago waits for what is left of it", async () => {
  assert.deepEqual((await passing({ last: momentAt(200 * day - 0.5) })).slept, [1_500]);
});

test("passes that had to wait are counted as long as they come in a row", async () => {
  assert.equal((await passing({ last: momentAt(200 * day - 0.5) })).row, 5);
  assert.equal((await passing({ last: momentAt(200 * day - 2) })).row, 0);
  assert.equal((await passing({ last: null })).row, 0);
});

test("a lone event is answered at once: after a longer pause, in another boot, and the first time ever", async () => {
  assert.deepEqual((await passing({ last: momentAt(200 * day - 2) })).slept, []);
  assert.deepEqual((await passing({ last: momentAt(200 * day - 0.5, "b0") })).slept, []);
  assert.deepEqual((await passing({ last: null })).slept, []);
});

test("what was closed longer than 180 days ago is forgotten, once a day", async () => {
  const builds = { old: momentAt(20 * day).at, young: momentAt(20 * day + 1).at, never: null };
  assert.deepEqual((await passing({ last: momentAt(199 * day), builds })).forgotten, ["old"]);
  assert.deepEqual((await passing({ last: momentAt(200 * day - 1, "b1", 200 * day + 1), builds })).forgotten, []);
});

test("a build with something still due, in doubt or open is never forgotten", async () => {
  const builds = { old: momentAt(1 * day).at };
  assert.deepEqual((await passing({ last: momentAt(199 * day), builds, open: ["old"] })).forgotten, []);
});

test("a registration that goes on after it was found cut short is watched", async () => {
  const calls: string[] = [];
  let loads = 0;
  const load = (build: string): Promise<object> => {
    loads += 1;
    const unregistered = { build, attempt: 1, state: null, own: null, subRuns: [], damagedGroups: [], damage: [] };
    return Promise.resolve(loads === 1 ? unregistered : stored(build, null));
  };
  await passing(
    { last: null, open: ["nightly"] },
    {
      load,
      settleAttempt: () => Promise.resolve(void calls.push("off the list")),
      reopenAttempt: () => Promise.resolve(void calls.push("on the list")),
    },
  );
  assert.deepEqual(calls.slice(0, 2), ["off the list", "on the list"]);
});
