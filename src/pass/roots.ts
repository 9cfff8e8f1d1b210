import type { Config } from "../core/config.ts";
import { broadGlobs, claimantsOf, globsOf } from "../core/files/claimants.ts";
import { reporterDir } from "../core/files/folders.ts";
import { inventoryOf } from "../core/files/fresh.ts";
import type { FileSeen, Sources } from "../core/ports.ts";
import type { Attempt, ScopeMemory } from "../core/state/state.ts";
import type { Seen } from "../core/words.ts";
import { guessesGroups, type WatchedBuild } from "./claims.ts";

/** A build as it goes into a look: its attempt and all its scopes' memories, the build's own first. */
export interface Watched {
  readonly attempt: Attempt;
  readonly scopes: readonly ScopeMemory[];
}

/** One reporter directory, the builds that write there, and what lies in it. */
export interface Root {
  readonly dir: string;
  readonly builds: readonly WatchedBuild[];
  readonly files: Seen<readonly FileSeen[]>;
}

/** The trace of the files alone: tells cheaply whether anything moved since a look. */
export async function listAgain(config: Config, sources: Sources, builds: readonly Watched[]): Promise<string> {
  return traceOf(await listRoots(config, sources, builds));
}

/** A log that only grows is no reason to look again at once: whatever it tells is waited on anyway. */
export function traceOf(roots: readonly Root[]): string {
  const seen = roots.map(({ files }) =>
    files.seen === "present" ? files.fact.map((file) => (file.kind === "log" ? file.path : file)) : files,
  );
  return JSON.stringify(seen);
}

/** Lists the reporter directories of these builds, each once. */
export async function listRoots(
  config: Config,
  sources: Sources,
  builds: readonly Watched[],
): Promise<readonly Root[]> {
  const byDir = new Map<string, WatchedBuild[]>();
  for (const build of builds) {
    const dir = reporterDir(config, build.attempt.request.root);
    byDir.set(dir, [...(byDir.get(dir) ?? []), { ...build, inventory: inventoryOf(build.attempt.inventory) }]);
  }
  const roots: Root[] = [];
  for (const [dir, ofDir] of byDir) {
    const claimants = ofDir.flatMap(({ attempt, scopes }) => claimantsOf(config, attempt, scopes, []));
    const anyGroupOf = ofDir.filter(({ attempt }) => guessesGroups(attempt)).map(({ attempt }) => attempt.build);
    const globs = ofDir.some(mayBeOver) ? broadGlobs(config) : globsOf(config, claimants, anyGroupOf);
    const files = await sources.files(dir, globs);
    roots.push({ dir, builds: ofDir, files: files.seen === "absent" ? withoutDir(dir, ofDir) : files });
  }
  return roots;
}

/** What lies in a directory that is not there: nothing yet; but where files were seen it may only be not mounted. */
function withoutDir(dir: string, builds: readonly WatchedBuild[]): Seen<readonly FileSeen[]> {
  const known = builds.some(({ scopes }) =>
    scopes.some(({ closed, artifacts }) => closed === null && artifacts.some((record) => record.present)),
  );
  return known ? { seen: "unreadable", detail: `${dir} is not there` } : { seen: "present", fact: [] };
}

/** Without a process of the build, files of its name that fit no pattern begin to matter. */
function mayBeOver({ scopes }: Watched): boolean {
  return scopes[0]?.runner.alive.length === 0;
}
