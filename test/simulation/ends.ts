import { present } from "../../src/core/words.ts";
import type { ScopeKey, Store } from "../../src/core/ports.ts";
import { decisionOn } from "../../src/pass/decision.ts";
import { isUsable } from "../../src/pass/records.ts";
import type { ScopeMemory } from "../../src/core/state/state.ts";
import { createStore } from "../../src/store/store.ts";
import { fileSystemOf } from "./filesystem.ts";
import { stateDir } from "./paths.ts";
import type { Actor } from "./stage.ts";
import type { World } from "./world.ts";

/** What became of a scope: `STATE delivery-phase posts`. */
export async function endOf(world: World, key: ScopeKey): Promise<string> {
  const store = readerOf(world);
  await judgeList(world, store);
  const found = await scopeNow(world, store, key);
  if (found === null) return "gone";
  const { memory, phase = "damaged" } = found;
  return `${memory.closed?.state ?? "open"} ${phase} ${world.judge.of(key)?.posts.length ?? 0}`;
}

/** A scope as it is stored now, and how far its message has come; no phase where its build's own state is damaged. */
export async function scopeNow(
  world: World,
  store: Store,
  { build, attempt, group }: ScopeKey,
): Promise<{ readonly memory: ScopeMemory; readonly phase: string | undefined } | null> {
  const stored = await store.load(build, attempt);
  const scope = [stored.own, ...stored.subRuns].find((one) => one?.memory.group === group);
  if (scope == null) return null;
  const view = { processes: present(world.machine.table(1)), noWebhook: null, at: world.clocks.now().at };
  const phase = isUsable(stored) ? decisionOn(stored, scope, view).delivery.phase : undefined;
  return { memory: scope.memory, phase };
}

/** The store as somebody sees it who only reads, when everything is over. */
export function readerOf({ disk, clocks }: World): Store {
  const reader = { call: () => Promise.resolve(null) } as unknown as Actor;
  return createStore({ stateDir, fileSystem: fileSystemOf(reader, disk, () => clocks.wall()) });
}

/** An open attempt that is not on the list is looked at by nobody. */
export async function judgeList(world: World, store: Store): Promise<void> {
  const listed = (await store.openAttempts()).map(({ build, attempt }) => `${build}#${attempt}`);
  for (const build of await store.buildNames()) {
    for (const attempt of await store.attempts(build)) {
      const { state } = await store.load(build, attempt);
      const isOpen = state?.scope.closed === null;
      if (isOpen && !listed.includes(`${build}#${attempt}`))
        world.judge.fail("G4", `${build}#${attempt} is open, and nobody watches it`);
    }
  }
}
