import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { globSync } from "glob";
import { errorCode } from "../core/faults.ts";
import type { FileSeen } from "../core/ports.ts";
import type { ArtifactKind } from "../core/state/state.ts";
import { present, unreadable, type Seen } from "../core/words.ts";
import { deadMount } from "./answering.ts";
import { stampOf } from "./regularfile.ts";

/** A file that globs of several kinds match is of the first of them. */
const kinds: readonly ArtifactKind[] = ["junit", "mochawesome", "log"];

/**
 * The regular files below `dir` that match a glob of their kind, each once, sorted by path: no links, no pipes, no dot
 * files. Where a directory that may hold some cannot be listed or does not answer, the whole look is "could not look". Never throws.
 */
export async function files(
  dir: string,
  globs: Readonly<Record<ArtifactKind, readonly string[]>>,
): Promise<Seen<readonly FileSeen[]>> {
  const dead = await deadMount(dir);
  if (dead !== undefined) return dead;
  try {
    const base = statSync(dir, { throwIfNoEntry: false });
    if (base === undefined) return { seen: "absent" };
    if (!base.isDirectory()) return unreadable("it is not a directory");
    // From a link glob's `**/` goes nowhere.
    const real = realpathSync(dir);
    const found = kinds.flatMap((kind) => matches(real, globs[kind]).flatMap((path) => fileSeen(real, path, kind)));
    return present(eachOnce(found).sort((a, b) => (a.path < b.path ? -1 : 1)));
  } catch (error) {
    return unreadable(`it cannot be looked through (${errorCode(error)})`);
  }
}

/** The paths that glob finds. It takes a directory that it cannot list for an empty one: such an error is kept. */
function matches(dir: string, globs: readonly string[]): readonly string[] {
  const errors: unknown[] = [];
  const kept = <Answer>(look: () => Answer): Answer => {
    try {
      return look();
    } catch (error) {
      if (!isNotThere(error)) errors.push(error);
      throw error;
    }
  };
  const fs = {
    readdirSync: (path: string, options: { withFileTypes: true }) => kept(() => readdirSync(path, options)),
    lstatSync: (path: string) => kept(() => lstatSync(path, { throwIfNoEntry: false })) ?? throwNotThere(),
  };
  const options = { cwd: dir, nodir: true, nobrace: true, follow: false, dot: false, fs };
  const paths = globSync(withoutCovered(globs), options);
  if (errors.length > 0) throw errors[0];
  return paths;
}

/**
 * Without the globs that another one covers: that with one star for all from the first star of a name to its last. Each
 * glob costs a walk of its own.
 */
function withoutCovered(globs: readonly string[]): string[] {
  const all = new Set(globs);
  return globs.filter((glob) => {
    const wider = glob.replace(/(?<!\\)\*[^/]*\*(?=[^/]*$)/, "*");
    return wider === glob || !all.has(wider);
  });
}

/** One error for all: to make one takes longer than to look. */
const notThere = Object.assign(new Error("it is not there"), { code: "ENOENT" });

function throwNotThere(): never {
  throw notThere;
}

/** Nothing where the path is a pipe, a link or the like, or has gone in between. */
function fileSeen(dir: string, path: string, kind: ArtifactKind): readonly FileSeen[] {
  const stat = lstatSync(`${dir}/${path}`, { bigint: true, throwIfNoEntry: false });
  return stat?.isFile() === true ? [{ path, kind, stamp: stampOf(stat) }] : [];
}

function eachOnce(found: readonly FileSeen[]): FileSeen[] {
  // Of two with one path a map keeps the later: the first is to win.
  return [...new Map(found.toReversed().map((file) => [file.path, file])).values()];
}

function isNotThere(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "ELOOP"].includes(errorCode(error));
}
