import { isDeclared } from "./scopes.ts";
import type { BuildRequest, ScopeMemory } from "./state.ts";

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
  return [...memories].sort((a, b) => compare(beginning(request, a), beginning(request, b)));
}

function beginning(request: BuildRequest, memory: ScopeMemory): readonly string[] {
  const { artifact, life } = memory.begun;
  const group = memory.group ?? "";
  const halves = [artifact, isDeclared(request, group) ? null : life].flatMap((moment) => moment?.at ?? []);
  const oldest = memory.artifacts.map(({ stamp }) => stamp.mtimeNs.padStart(24, "0")).sort()[0];
  return [halves.sort().at(-1) ?? "~", oldest ?? "~", group];
}

function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, position) => part !== b[position]);
  return index < 0 ? 0 : (a[index] ?? "") < (b[index] ?? "") ? -1 : 1;
}
