import { join, relative, resolve } from "node:path";
import { nameFault, quoted } from "../core/names.ts";
import type { ScopeKey } from "../core/ports.ts";
import type { FileSystem } from "./filesystem.ts";

/** Where everything lies below the state directory. */
export interface Layout {
  /** The disk it lies on. */
  readonly fs: FileSystem;
  readonly top: string;
  /** All builds. */
  readonly builds: string;
  /** Empty files `<n>.<build>`: the attempts that are not settled. */
  readonly open: string;
  readonly history: string;
  readonly trouble: string;
  build(build: string): string;
  /** All attempts of a build. */
  attempts(build: string): string;
  attempt(build: string, attempt: number): string;
  tombstone(build: string): string;
  /** The folder with all files of one scope: the attempt's own, or one below it. */
  scope(key: ScopeKey): string;
  /** A path as people are told it. */
  shown(path: string): string;
}

export const stateFile = "state.json";
export const cancelFile = "cancelled.json";
export const exitFile = "exit.json";
export const postedFile = "posted.json";
export const lookupFile = "lookup.json";
export const subRunsFolder = "subruns";

export function claimFile(tryNumber: number): string {
  return `try-${tryNumber}.json`;
}

export function outcomeFile(tryNumber: number): string {
  return `try-${tryNumber}.outcome.json`;
}

export function openEntry(build: string, attempt: number): string {
  return `${attempt}.${checked(build)}`;
}

export function layoutOf(stateDir: string, fs: FileSystem): Layout {
  const top = resolve(stateDir);
  const builds = join(top, "builds");
  const build = (name: string): string => join(builds, checked(name));
  const attempts = (name: string): string => join(build(name), "attempts");
  const attempt = (name: string, number: number): string => join(attempts(name), String(number));
  return {
    fs,
    top,
    builds,
    open: join(top, "open"),
    history: join(top, "history.jsonl"),
    trouble: join(top, "mattermost.json"),
    build,
    attempts,
    attempt,
    tombstone: (name) => join(build(name), "tombstone.json"),
    scope: (key) => join(attempt(key.build, key.attempt), ...subRunPath(key.group)),
    shown: (path) => relative(top, path),
  };
}

function subRunPath(group: string | null): readonly string[] {
  return group === null ? [] : [subRunsFolder, checked(group)];
}

/** Commands refuse such names long before; here it only guards the paths. */
function checked(name: string): string {
  const fault = nameFault(name);
  if (fault !== undefined) throw new Error(`the name ${quoted(name)} ${fault}`);
  return name;
}
