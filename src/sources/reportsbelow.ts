import { lstatSync, readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { errorCode } from "../core/faults.ts";
import { deadMount } from "./answering.ts";

/** A file that by its ending may be a report or a log; with a detail, something that could not be looked at, and why. */
export interface Found {
  readonly path: string;
  readonly detail: string | null;
}

/**
 * Walks through a directory and all below it, sorted, and tells of each .xml, .json and .log as soon as it is found, of
 * links and pipes of such names too. Links to directories are not followed. What cannot be listed is told, and the walk
 * goes on. Never throws.
 */
export async function* reportsBelow(dir: string): AsyncGenerator<Found> {
  const dead = await deadMount(dir);
  if (dead === undefined) yield* walk(dir);
  else yield { path: dir, detail: dead.detail };
}

function* walk(dir: string): Generator<Found> {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(dir, { withFileTypes: true });
  } catch (error) {
    yield { path: dir, detail: `it cannot be looked through (${errorCode(error)})` };
    return;
  }
  for (const entry of sorted(entries)) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (/^[^.].*\.(?:xml|json|log)$/is.test(entry.name)) yield { path, detail: unnameable(path) };
  }
}

/** As the whole paths below are sorted. */
function sorted(entries: readonly Dirent[]): readonly Dirent[] {
  const key = (entry: Dirent): string => (entry.isDirectory() ? `${entry.name}/` : entry.name);
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Bytes that are no UTF-8 come as U+FFFD, and lead nowhere. */
function unnameable(path: string): string | null {
  if (!path.includes("\ufffd") || lstatSync(path, { throwIfNoEntry: false }) !== undefined) return null;
  return "its name is not valid UTF-8, so it cannot be opened";
}
