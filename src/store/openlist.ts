import { join } from "node:path";
import { nameFault } from "../core/names.ts";
import { attemptNumbers, namesOfBuilds } from "./builds.ts";
import { makeFolders, makeTop, removeFile, renameDurably, touchFile } from "./durable.ts";
import { openEntry } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { namesIn } from "./read.ts";

/** An attempt by its names. */
export interface AttemptName {
  readonly build: string;
  readonly attempt: number;
}

/**
 * The attempts that are not settled. The list is what keeps a pass's cost proportional to open work; it holds nothing
 * that the builds do not tell: without it all attempts count as open, until each is settled again.
 */
export async function openAttempts(layout: Layout): Promise<readonly AttemptName[]> {
  const entries = await namesIn(layout.fs, layout.open);
  return entries === undefined ? allAttempts(layout) : entries.flatMap(parsed).sort(inOrder);
}

/** Durable on return; so an attempt may be made afterwards and is never without its entry. */
export async function putOnList(layout: Layout, { build, attempt }: AttemptName): Promise<void> {
  await ensureList(layout);
  await touchFile(layout.fs, join(layout.open, openEntry(build, attempt)));
}

export async function takeOffList(layout: Layout, { build, attempt }: AttemptName): Promise<void> {
  await ensureList(layout);
  await removeFile(layout.fs, join(layout.open, openEntry(build, attempt)));
}

/** Makes the list, whole or not at all: half of it would lose the other half's attempts for good. */
async function ensureList(layout: Layout): Promise<void> {
  if ((await namesIn(layout.fs, layout.open)) !== undefined) return;
  await makeTop(layout.fs, layout.top);
  const draft = `${layout.open}.new`;
  await makeFolders(layout.fs, layout.top, draft);
  for (const { build, attempt } of await allAttempts(layout))
    await touchFile(layout.fs, join(draft, openEntry(build, attempt)));
  await renameDurably(layout.fs, draft, layout.open);
}

async function allAttempts(layout: Layout): Promise<readonly AttemptName[]> {
  const all: AttemptName[] = [];
  for (const build of await namesOfBuilds(layout)) {
    for (const attempt of await attemptNumbers(layout, build)) all.push({ build, attempt });
  }
  return all;
}

function parsed(entry: string): readonly AttemptName[] {
  const [, number, build] = /^([1-9]\d{0,8})\.(.+)$/s.exec(entry) ?? [];
  if (number === undefined || build === undefined || nameFault(build) !== undefined) return [];
  return [{ build, attempt: Number(number) }];
}

function inOrder(a: AttemptName, b: AttemptName): number {
  return a.build === b.build ? a.attempt - b.attempt : a.build < b.build ? -1 : 1;
}
