import { join } from "node:path";
import type * as z from "zod/mini";
import { attemptSchema, scopeSchema, stateVersion } from "../core/state/state.ts";
import type { Attempt, ScopeMemory } from "../core/state/state.ts";
import { isTryName } from "./deliveryfiles.ts";
import type { FileSystem } from "./filesystem.ts";
import { postedFile, stateFile, subRunsFolder } from "./layout.ts";
import { list, readState } from "./read.ts";
import type { Reading } from "./read.ts";

/** state.json of an attempt; one that belongs to another attempt (a copied folder) cannot be used. */
export async function readAttemptState(
  fs: FileSystem,
  folder: string,
  build: string,
  attempt: number,
): Promise<Reading<Attempt>> {
  const head: Reading<Attempt> = await readHead(fs, folder, attemptSchema);
  if (head.seen !== "present") return head;
  const { build: itsBuild, attempt: itsAttempt, scope } = head.fact;
  return itsBuild === build && itsAttempt === attempt && scope.group === null ? head : foreign;
}

/** state.json of a sub-run. */
export async function readSubRunState(fs: FileSystem, folder: string, group: string): Promise<Reading<ScopeMemory>> {
  const head: Reading<ScopeMemory> = await readHead(fs, folder, scopeSchema);
  return head.seen !== "present" || head.fact.group === group ? head : foreign;
}

const foreign: Reading<never> = { seen: "unreadable", detail: "belongs to something else", newer: false };

/**
 * A folder without state.json has not come to be, and may hold a mark made ahead. But where anything was ever sent,
 * or sub-runs were judged, a missing state.json is damage: there must have been one.
 */
async function readHead<Fact>(fs: FileSystem, folder: string, schema: z.ZodMiniType<Fact>): Promise<Reading<Fact>> {
  const names = await list(fs, folder);
  if (names.seen === "unreadable") return { ...names, detail: `is out of reach: its folder ${names.detail}` };
  if (names.seen === "absent") return names;
  const head = await readState(fs, schema, stateVersion, join(folder, stateFile));
  const needed = head.seen === "absent" && names.fact.some(impliesState);
  return needed ? { seen: "unreadable", detail: "is missing", newer: false } : head;
}

function impliesState(name: string): boolean {
  return name === postedFile || name === subRunsFolder || isTryName(name);
}
