import type { ScopeKey } from "../../src/core/ports.ts";

export const stateDir = "/state";

/** The folder of one scope's files. */
export function folderOf({ build, attempt, group }: ScopeKey): string {
  const own = `${stateDir}/builds/${build}/attempts/${attempt}`;
  return group === null ? own : `${own}/subruns/${group}`;
}

/** Whose scope a file below the state directory belongs to. */
export function scopeOf(path: string): ScopeKey | undefined {
  const [, build, attempt, group] =
    /\/builds\/([^/]+)\/attempts\/(\d+)\/(?:subruns\/([^/]+)\/)?[^/]+$/.exec(path) ?? [];
  return build === undefined ? undefined : { build, attempt: Number(attempt), group: group ?? null };
}
