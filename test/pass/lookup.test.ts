import assert from "node:assert/strict";
import { test } from "node:test";
import type { LookAnswer } from "../../src/core/mattermostports.ts";
import type { ScopeKey, StoredScope } from "../../src/core/ports.ts";
import { newScope } from "../../src/core/state/newscope.ts";
import type { Looked } from "../../src/core/state/lookup.ts";
import type { PassContext } from "../../src/pass/context.ts";
import { lookUp } from "../../src/pass/lookup.ts";
import type { Usable } from "../../src/pass/records.ts";
import { attemptOf, momentAt, processOf } from "../core/samples.ts";

interface Told {
  /** `id ms` of each look. */
  readonly asked: readonly string[];
  /** What was written, and for which group. */
  readonly wrote: readonly string[];
  readonly looked: readonly Looked[];
}

const failing: LookAnswer = { seen: "could-not-look", code: "timeout", text: "it did not answer" };

interface Looking {
  readonly ages: Readonly<Record<string, number>>;
  readonly answers?: readonly LookAnswer[];
  readonly channel?: string;
  readonly usual?: string;
  /** How long each look takes (seconds). */
  readonly takes?: number;
  /** What the last look is said to have come to. */
  readonly note?: Pick<Looked, "deliveryId" | "waitMs">;
}

/** One pass over messages in doubt, one of each group, which were claimed so many seconds ago. */
async function looking({ ages, answers = [], channel, usual, note, takes = 0 }: Looking): Promise<Told> {
  const asked: string[] = [];
  const wrote: string[] = [];
  const looked: Looked[] = [];
  const write = (what: string) => (key: ScopeKey, fact: object) => {
    wrote.push(`${what} ${key.group ?? ""}`);
    if (what === "looked") looked.push(fact as Looked);
    return Promise.resolve(true);
  };
  // Only what looking asks for.
  const context = {
    channel: usual ?? null,
    ports: {
      clock: { now: () => momentAt(10_000 + asked.length * takes) },
      journal: { info: () => Promise.resolve(), warn: () => Promise.resolve() },
      store: {
        posted: write("posted"),
        settle: write("settled"),
        looked: write("looked"),
        history: () => Promise.resolve(),
      },
    },
  } as unknown as PassContext;
  const find = (id: string, ms: number): Promise<LookAnswer> => {
    asked.push(`${id} ${ms}`);
    return Promise.resolve(answers[asked.length - 1] ?? { seen: "not-found" });
  };
  const scopes = Object.entries(ages).map(([group, age]) => scopeOf(group, 10_000 - age, note));
  const stored = storedOf(scopes, channel ?? null);
  await lookUp(
    context,
    { find, check: () => Promise.resolve(null) },
    scopes.map((scope) => ({ stored, scope })),
  );
  return { asked, wrote, looked };
}

function scopeOf(group: string, claimedAt: number, note: Looking["note"]): StoredScope {
  const { at, ms } = momentAt(claimedAt);
  const claim = { version: 1, try: 1, deliveryId: `id-${group}`, at, ms, owner: processOf(7) } as const;
  const last = { version: 1, ...momentAt(9_000), looks: 4, seen: "not-found", text: null } as const;
  const looked = note === undefined ? null : { ...last, ...note };
  return {
    memory: newScope(group, `nightly-${group}`, momentAt(0)),
    cancelled: { seen: "absent" },
    exit: { seen: "absent" },
    delivery: { posted: null, tries: [{ claim, outcome: null }], looked, damaged: [] },
  };
}

function storedOf(subRuns: readonly StoredScope[], channel: string | null): Usable {
  const state = attemptOf({ categorized: true, channel });
  return { build: "nightly", attempt: 1, state, subRuns, damagedGroups: [], damage: [] } as unknown as Usable;
}

test("each message whose time has come is looked for, as far back as it was claimed", async () => {
  const { asked } = await looking({ ages: { linux: 60, mac: 59, win: 3_600 } });
  assert.deepEqual(asked, ["id-linux 60000", "id-win 3600000"]);
});

test("one that is found is marked as posted and its try settled, one that is not leaves a note only", async () => {
  const { wrote } = await looking({
    ages: { linux: 60, win: 60 },
    answers: [{ seen: "found" }, { seen: "not-found" }],
  });
  assert.deepEqual(wrote, ["posted linux", "settled linux", "looked win"]);
});

test("the note of an earlier try puts no look off", async () => {
  const { asked, looked } = await looking({ ages: { linux: 60 }, note: { deliveryId: "another", waitMs: null } });
  assert.deepEqual([asked.length, looked[0]?.looks], [1, 1]);
  const own = { deliveryId: "id-linux", waitMs: null };
  assert.deepEqual((await looking({ ages: { linux: 60 }, note: own })).asked, []);
});

test("the first that cannot be looked for ends it for this pass", async () => {
  const { asked, wrote, looked } = await looking({ ages: { linux: 60, win: 60 }, answers: [failing] });
  assert.deepEqual([asked.length, wrote], [1, ["looked linux"]]);
  assert.deepEqual([looked[0]?.seen, looked[0]?.text, looked[0]?.waitMs], ["could-not-look", failing.text, 120_000]);
});

test("where looks take their time, the next pass goes on", async () => {
  assert.deepEqual((await looking({ ages: { linux: 90, mac: 90, win: 90 }, takes: 15 })).asked.length, 2);
});

test("a channel of the build's own is not looked into, once for all, unless it is the usual one", async () => {
  const { asked, looked } = await looking({ ages: { linux: 60, win: 60 }, channel: "other", usual: "atvm" });
  assert.deepEqual([asked, looked.map(({ waitMs }) => waitMs)], [[], [null, null]]);
  assert.equal((await looking({ ages: { linux: 60 }, channel: "atvm", usual: "atvm" })).asked.length, 1);
});
