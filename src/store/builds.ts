import * as z from "zod/mini";
import { exitStatus, Fault } from "../core/faults.ts";
import { nameFault } from "../core/names.ts";
import type { Layout } from "./layout.ts";
import { look, namesIn, readState } from "./read.ts";

export const tombstoneVersion = 1;

/** tombstone.json: what is kept of a forgotten build, so that its attempts' numbers are never given again. */
export const tombstoneSchema = z.strictObject({
  version: z.literal(tombstoneVersion),
  lastAttempt: z.int().check(z.positive()),
});

/** The builds that have a folder for attempts, whatever lies in it. */
export async function namesOfBuilds(layout: Layout): Promise<readonly string[]> {
  const names = (await namesIn(layout.fs, layout.builds)) ?? [];
  const kept: string[] = [];
  for (const name of names.filter((name) => nameFault(name) === undefined)) {
    const attempts = await look(layout.fs, layout.attempts(name));
    if (attempts.seen !== "absent") kept.push(name);
  }
  return kept;
}

/** Ascending; attempts up to the tombstone's are forgotten even where their removal was cut short. */
export async function attemptNumbers(layout: Layout, build: string): Promise<readonly number[]> {
  const forgotten = await lastForgotten(layout, build);
  return (await numbersOnDisk(layout, build)).filter((number) => number > forgotten);
}

/** The highest number ever given to an attempt of this build, 0 if there was none. */
export async function highestNumber(layout: Layout, build: string): Promise<number> {
  const numbers = await numbersOnDisk(layout, build);
  return Math.max(await lastForgotten(layout, build), ...numbers);
}

/** All that have a folder, forgotten or not; ascending. */
export async function numbersOnDisk(layout: Layout, build: string): Promise<readonly number[]> {
  const names = (await namesIn(layout.fs, layout.attempts(build))) ?? [];
  const numbers = names.filter((name) => /^[1-9]\d{0,8}$/.test(name)).map(Number);
  return numbers.sort((a, b) => a - b);
}

/** The last attempt that was forgotten, 0 if none was. */
export async function lastForgotten(layout: Layout, build: string): Promise<number> {
  const file = layout.tombstone(build);
  const tombstone = await readState(layout.fs, tombstoneSchema, tombstoneVersion, file);
  if (tombstone.seen === "present") return tombstone.fact.lastAttempt;
  if (tombstone.seen === "absent") return 0;
  if (tombstone.newer) throw new Fault(exitStatus.configuration, "state-newer", `${file} ${tombstone.detail}`);
  const cure = `write {"version":1,"lastAttempt":N} there, N being the last attempt of this build`;
  throw new Fault(exitStatus.io, "state-read-failed", `${file} ${tombstone.detail}; ${cure}`);
}
