import { dirname, join } from "node:path";
import type { ScopeKey } from "../core/ports.ts";
import { attemptSchema, scopeSchema } from "../core/state/state.ts";
import type { Attempt, ScopeMemory } from "../core/state/state.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import { createFile, makeFolders, replaceFileHeld, voidReplacing } from "./durable.ts";
import { stateFile, subRunsFolder } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { putOnList } from "./openlist.ts";
import { list } from "./read.ts";
import { sealed } from "./sealed.ts";

/**
 * Registers an attempt; false when its number is taken. It goes on the list of open ones first: cut short in between,
 * the list names an attempt that never came to be, which is harmless; the other way round nobody would look at it. And
 * once more at the end: a pass that found it without a state may have taken it off while this process was frozen.
 */
export async function createAttempt(layout: Layout, attempt: Attempt): Promise<boolean> {
  const text = sealed(attemptSchema, attempt);
  const { build, attempt: number } = attempt;
  await putOnList(layout, { build, attempt: number });
  const folder = layout.attempt(build, number);
  await makeFolders(layout.fs, layout.top, folder);
  if (!(await createFile(layout.fs, join(folder, stateFile), text))) return false;
  await putOnList(layout, { build, attempt: number });
  return true;
}

/** See `takeOver` of `Store`. */
export async function takeOver(layout: Layout, build: string, attempt: number): Promise<void> {
  const folder = layout.attempt(build, attempt);
  const groups = await list(layout.fs, join(folder, subRunsFolder));
  const subRuns = groups.seen === "present" ? groups.fact.map((group) => join(folder, subRunsFolder, group)) : [];
  const states = [folder, ...subRuns].map((place) => join(place, stateFile));
  for (const file of [...states, layout.tombstone(build)]) {
    // A folder that is not there, or is none, is told of by whoever loads it.
    const names = await list(layout.fs, dirname(file));
    if (names.seen === "present") await voidReplacing(layout.fs, file, names.fact);
  }
}

export async function saveAttempt(layout: Layout, attempt: Attempt, lock: HeldLock): Promise<void> {
  const folder = layout.attempt(attempt.build, attempt.attempt);
  await replaceFileHeld(layout.fs, join(folder, stateFile), sealed(attemptSchema, attempt), lock);
}

export async function saveSubRun(layout: Layout, key: ScopeKey, memory: ScopeMemory, lock: HeldLock): Promise<void> {
  if (key.group === null || key.group !== memory.group) throw new Error("a sub-run is saved under its own group");
  const folder = await makeScopeFolder(layout, key);
  await replaceFileHeld(layout.fs, join(folder, stateFile), sealed(scopeSchema, memory), lock);
}

/** The scope's folder, made if it is a sub-run's that is not there yet; the attempt's own has to exist. */
export async function makeScopeFolder(layout: Layout, key: ScopeKey): Promise<string> {
  const folder = layout.scope(key);
  await makeFolders(layout.fs, layout.attempt(key.build, key.attempt), folder);
  return folder;
}
