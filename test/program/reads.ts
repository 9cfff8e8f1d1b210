import assert from "node:assert/strict";
import type { Rig } from "./rig.ts";
import { statusShape, type BuildShape, type ScopeShape } from "./shapes.ts";

/** A build as `status --json` tells of it. */
export async function buildOf(rig: Rig, build = rig.build): Promise<BuildShape> {
  const { builds } = statusShape.parse(JSON.parse(await rig.ok("status", build, "--json")));
  const [found] = builds;
  assert.ok(found, `status knows ${build}`);
  return found;
}

/** One scope as `status --json` tells of it: the build itself, or one of its groups. */
export async function scopeOf(rig: Rig, group: string | null = null): Promise<ScopeShape> {
  const { scopes } = await buildOf(rig);
  const found = scopes.find((scope) => scope.group === group);
  assert.ok(found, `status knows ${group ?? "the build"}`);
  return found;
}

/** What `explain` says of the build. */
export function explain(rig: Rig): Promise<string> {
  return rig.ok("explain", rig.build);
}
