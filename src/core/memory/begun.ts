import { isDeclared } from "../files/scopes.ts";
import type { BuildRequest, ScopeMemory } from "../state/state.ts";
import { later, type Moment } from "../time.ts";

/**
 * True when a sub-run has begun: a declared group with its first fresh artifact, any other only with a process of its
 * name or a start marker beside it.
 */
export function hasBegun(request: BuildRequest, memory: ScopeMemory): boolean {
  const { group, begun } = memory;
  if (group === null) return true;
  return begun.artifact !== null && (isDeclared(request, group) || begun.life !== null);
}

/** Sub-runs in the order they began; those of one look by their oldest file, then by name. */
export function inOrder(request: BuildRequest, memories: readonly ScopeMemory[]): readonly ScopeMemory[] {
  return [...memories].sort(
    (a, b) =>
      byMoment(beganAt(request, a), beganAt(request, b)) ||
      byText(oldestFile(a), oldestFile(b)) ||
      byText(a.group ?? "", b.group ?? ""),
  );
}

function beganAt(request: BuildRequest, { group, begun: { artifact, life } }: ScopeMemory): Moment | null {
  if (artifact === null || life === null || isDeclared(request, group ?? "")) return artifact ?? life;
  return later(artifact, life);
}

/** Of two boots the wall clock must tell; within one it may have been set back meanwhile. */
function byMoment(a: Moment | null, b: Moment | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.boot === b.boot ? a.ms - b.ms : byText(a.at, b.at);
}

function oldestFile({ artifacts }: ScopeMemory): string {
  return artifacts.map(({ stamp }) => stamp.mtimeNs.padStart(24, "0")).sort()[0] ?? "~";
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
