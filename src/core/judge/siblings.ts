import { inOrder, openAt } from "../memory/begun.ts";
import type { BuildLook, BuildRecord, ScopeLook, ScopeRecord } from "./buildlook.ts";
import type { Config } from "../config.ts";
import type { ParentFacts } from "./facts.ts";
import { runLogs } from "../memory/logrecords.ts";
import type { ScopeMemory } from "../state/state.ts";
import { byMoment, elapsed, type Moment } from "../time.ts";

/** A scope after a look: its record with the new memory, and the look itself. */
export interface Remembered extends ScopeRecord {
  readonly look: ScopeLook;
}

/** All scopes of one build after a look. */
export interface BuildView {
  readonly config: Config;
  readonly record: BuildRecord;
  readonly look: BuildLook;
  readonly own: Remembered;
  readonly subRuns: readonly Remembered[];
}

/** What a sub-run needs to know of its build: the driver, the driver's log, and what came after it. */
export function parentFacts({ record, own, subRuns }: BuildView, sub: Remembered): ParentFacts {
  const { request } = record.attempt;
  const groups = subRuns.map(({ memory }) => memory);
  const begun = inOrder(request, groups);
  const position = begun.indexOf(sub.memory);
  const next = position < 0 ? undefined : begun.slice(position + 1).find(isAtWork);
  return {
    driver: own.memory.runner,
    told: own.memory.told.filter(
      ({ since }) => openAt(request, groups, since) === sub.memory && byMoment(since, sub.memory.watched) > 0,
    ),
    unfinished: runLogs(own.memory.artifacts).flatMap(({ reading }) => reading.facts.unfinished),
    nextBegun: next?.group ?? null,
    nextNamed: nextNamed(
      request.groups.map(({ name }) => name),
      subRuns,
      sub.memory.group,
    ),
  };
}

/** A log may say that a group is queued, and some script have named it once: neither ends the group before it. */
function isAtWork({ begun, runner, artifacts }: ScopeMemory): boolean {
  const isStarted = artifacts.some((record) => record.kind === "log" && record.reading.facts.starts > 0);
  return begun.report !== null || isStarted || runner.alive.length > 0;
}

/** A later declared group that a process names now, though it has no artifact yet; and since when one did. */
function nextNamed(
  declared: readonly string[],
  subRuns: readonly Remembered[],
  group: string | null,
): ParentFacts["nextNamed"] {
  const position = declared.indexOf(group ?? "");
  if (position < 0) return null;
  for (const name of declared.slice(position + 1)) {
    const memory = subRuns.find((sub) => sub.memory.group === name)?.memory;
    const since = memory === undefined || memory.runner.alive.length === 0 ? null : memory.begun.life;
    if (since !== null) return { group: name, since };
  }
  return null;
}

/** The last look that saw a file change or a process of the build or any of its groups. */
export function lastSign({ look, own, subRuns }: BuildView): Moment | null {
  const signs = [own, ...subRuns].flatMap(({ memory }) => {
    const { runner, changed, closed } = memory;
    // Of a closed scope nothing is looked at any more: who was alive when it was closed need not be now.
    const isAlive = closed === null && runner.alive.length > 0;
    return [isAlive ? look.now : runner.gone, changed].flatMap((moment) => moment ?? []);
  });
  return signs.reduce<Moment | null>(
    (last, sign) => (last === null || elapsed(sign, look.now) < elapsed(last, look.now) ? sign : last),
    null,
  );
}
