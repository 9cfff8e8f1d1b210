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

/** The sub-runs that have begun, in that order; of one look as they were declared, else by their oldest file, then by name. */
export function inOrder(request: BuildRequest, memories: readonly ScopeMemory[]): readonly ScopeMemory[] {
  const declared = request.groups.map(({ name }) => name);
  const place = ({ group }: ScopeMemory): number => declared.indexOf(group ?? "");
  return memories
    .flatMap((memory) => {
      const began = beganAt(request, memory);
      return began === null ? [] : [{ memory, began }];
    })
    .sort(
      (a, b) =>
        byMoment(a.began, b.began) ||
        (declared.length > 0 ? place(a.memory) - place(b.memory) : byOldest(a.memory, b.memory)) ||
        ((a.memory.group ?? "") < (b.memory.group ?? "") ? -1 : 1),
    )
    .map(({ memory }) => memory);
}

/**
 * The group that was open at a look: of those that had begun before it, the last; or a later declared one that has no
 * file yet, if its process was seen before, and since then none of the group that had begun.
 */
export function openAt(request: BuildRequest, memories: readonly ScopeMemory[], look: Moment): ScopeMemory | undefined {
  const isBefore = (moment: Moment | null): boolean => moment !== null && byMoment(moment, look) < 0;
  const last = inOrder(request, memories).findLast((memory) => isBefore(beganAt(request, memory)));
  const gone = last?.runner.lastAlive ?? null;
  if (last === undefined || gone === null) return last;
  const declared = request.groups.map(({ name }) => name);
  const later = memories.filter(
    ({ group, begun: { life } }) =>
      declared.indexOf(group ?? "") > declared.indexOf(last.group ?? "") &&
      life !== null &&
      isBefore(life) &&
      byMoment(gone, life) <= 0,
  );
  return later[0] ?? last;
}

function beganAt(request: BuildRequest, { group, begun: { artifact, life, report } }: ScopeMemory): Moment | null {
  const both = artifact === null || life === null ? null : later(artifact, life);
  if (report === null || !isDeclared(request, group ?? "")) return both;
  return both === null || byMoment(report, both) < 0 ? report : both;
}

/** As the files were when each was first seen: one that is written again says nothing of the order. */
function byOldest(a: ScopeMemory, b: ScopeMemory): number {
  return Number(BigInt(a.begun.oldestNs ?? 0) - BigInt(b.begun.oldestNs ?? 0));
}
