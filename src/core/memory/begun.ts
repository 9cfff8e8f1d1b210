import { isDeclared } from "../files/scopes.ts";
import type { BuildRequest, ScopeMemory } from "../state/state.ts";
import { byMoment, later, type Moment } from "../time.ts";

/**
 * True when a sub-run has begun: with its first fresh artifact and a process of its name or a start marker beside it. Of
 * a declared group a report suffices; a log may only say that the group is queued.
 */
export function hasBegun(request: BuildRequest, memory: ScopeMemory): boolean {
  return memory.group === null || beganAt(request, memory) !== null;
}

/** Sub-runs in the order they began; those of one look by their oldest file, then by name. */
export function inOrder(request: BuildRequest, memories: readonly ScopeMemory[]): readonly ScopeMemory[] {
  return [...memories].sort(
    (a, b) =>
      nullLast(beganAt(request, a), beganAt(request, b)) ||
      byText(oldestFile(a), oldestFile(b)) ||
      byText(a.group ?? "", b.group ?? ""),
  );
}

function beganAt(request: BuildRequest, { group, begun: { artifact, life, report } }: ScopeMemory): Moment | null {
  const both = artifact === null || life === null ? null : later(artifact, life);
  if (report === null || !isDeclared(request, group ?? "")) return both;
  return both === null || byMoment(report, both) < 0 ? report : both;
}

function nullLast(a: Moment | null, b: Moment | null): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : byMoment(a, b);
}

function oldestFile({ artifacts }: ScopeMemory): string {
  return artifacts.map(({ stamp }) => stamp.mtimeNs.padStart(24, "0")).sort()[0] ?? "~";
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
