import { mergeArtifacts, type Sighting } from "./artifacts.ts";
import type { ProcessId } from "../processes/process.ts";
import { sameProcess } from "../processes/process.ts";
import type { ArtifactRecord, ScopeMemory } from "../state/state.ts";
import { runLogs } from "./logrecords.ts";
import { withRunsAgain } from "./doneagain.ts";
import { overwrittenSpecs } from "./overwritten.ts";
import { newestStatuses } from "./statuses.ts";
import { later, restarted, type Moment } from "../time.ts";
import type { Seen } from "../words.ts";

/** Everything one look saw of one scope. */
export interface ScopeSighting {
  readonly now: Moment;
  readonly files: Seen<readonly Sighting[]>;
  /** The counted processes that are alive; an empty list means: looked, and there is none. */
  readonly runners: Seen<readonly ProcessId[]>;
  /** The last look before this one that saw the processes. */
  readonly processesSeenBefore: Moment | null;
}

/**
 * What is remembered of a scope after one more look. Pure: the same look on the same memory gives the same. Of reports
 * that were there until `earlierGone`, and may be an earlier attempt's, nothing is kept when they are overwritten.
 */
export function observe(memory: ScopeMemory, sighting: ScopeSighting, earlierGone: Moment | null = null): ScopeMemory {
  const booted = afterBoot(memory, sighting.now);
  const seen = observeFiles(booted, sighting, earlierGone);
  return observeLife(seen, sighting);
}

/** A new boot restarts every wait. */
function afterBoot(memory: ScopeMemory, now: Moment): ScopeMemory {
  const { watched, firstSeen, changed, progressed, lively, ended, runner } = memory;
  if (
    [watched, firstSeen, changed, progressed, lively, runner.gone].every(
      (moment) => (moment?.boot ?? now.boot) === now.boot,
    )
  ) {
    return memory;
  }
  return {
    ...memory,
    watched: restarted(watched, now),
    firstSeen: restarted(firstSeen, now),
    changed: restarted(changed, now),
    progressed: restarted(progressed, now),
    lively: restarted(lively, now),
    ended: restarted(ended, now),
    runner: { ...runner, gone: restarted(runner.gone, now) },
  };
}

function observeFiles(memory: ScopeMemory, { now, files }: ScopeSighting, earlierGone: Moment | null): ScopeMemory {
  if (files.seen === "unreadable") return memory;
  const sightings = files.seen === "present" ? files.fact : [];
  const artifacts = mergeArtifacts(memory.artifacts, sightings, now);
  const moved = artifacts.filter((record) => !memory.artifacts.includes(record));
  if (moved.length === 0) return memory;
  const statuses = newestStatuses(memory, artifacts, now);
  const progress = moved.some((record) => record.kind !== "log") || statuses !== memory.statuses;
  const { overwritten: kept, redone } = overwrittenSpecs(memory, artifacts, earlierGone);
  const overwritten = withRunsAgain(kept, memory.artifacts, artifacts, now);
  return {
    ...memory,
    artifacts,
    overwritten,
    redone,
    statuses,
    announced: union(
      memory.announced,
      runLogs(artifacts).flatMap((log) => log.reading.facts.machines),
    ),
    observed: union(memory.observed, artifacts.flatMap(namedMachine)),
    changed: now,
    progressed: progress ? now : memory.progressed,
    lively: moved.some((record) => record.kind === "log" && record.present) ? now : memory.lively,
  };
}

function namedMachine(record: ArtifactRecord): readonly string[] {
  return record.machine === null || record.stamp.size === 0 ? [] : [record.machine];
}

function observeLife(memory: ScopeMemory, sighting: ScopeSighting): ScopeMemory {
  const { now } = sighting;
  const runner = observeRunners(memory, sighting);
  const begun = observeBeginning(memory, runner.alive.length > 0, now);
  const sign = runner.alive.length > 0 || memory.changed !== null;
  const firstSeen = memory.firstSeen ?? (sign ? now : null);
  const boot = runner.boot ?? (sign ? now.boot : null);
  if (runner === memory.runner && begun === memory.begun && firstSeen === memory.firstSeen && boot === runner.boot) {
    return memory;
  }
  return { ...memory, begun, firstSeen, runner: boot === runner.boot ? runner : { ...runner, boot } };
}

/** Each sign is remembered; they need not be seen in one look. */
function observeBeginning(memory: ScopeMemory, alive: boolean, now: Moment): ScopeMemory["begun"] {
  const { begun, artifacts } = memory;
  const files = artifacts.filter(({ stamp }) => stamp.size > 0);
  const started = alive || artifacts.some((record) => record.kind === "log" && record.reading.facts.starts > 0);
  const artifact = begun.artifact ?? (files.length > 0 ? now : null);
  const life = begun.life ?? (started ? now : null);
  const report = begun.report ?? (files.some(({ kind }) => kind !== "log") ? now : null);
  const isSame = artifact === begun.artifact && life === begun.life && report === begun.report;
  return isSame ? begun : { artifact, life, report, oldestNs: begun.oldestNs ?? oldestOf(files) };
}

function oldestOf(files: readonly ArtifactRecord[]): string | null {
  const written = files.map(({ stamp }) => BigInt(stamp.mtimeNs));
  return written.length === 0 ? null : String(written.reduce((a, b) => (a < b ? a : b)));
}

function observeRunners(
  memory: ScopeMemory,
  { now, files, runners, processesSeenBefore }: ScopeSighting,
): ScopeMemory["runner"] {
  const { runner } = memory;
  if (runners.seen !== "present") return runner.gone === null ? runner : { ...runner, gone: null };
  const alive = runners.fact;
  // What it has written may be seen only later, by the first look that sees files.
  const missed = files.seen === "unreadable" ? null : now;
  if (alive.length > 0) {
    if (runner.gone === null && runner.lastAlive === null && sameSet(alive, runner.alive)) return runner;
    return { ...runner, alive: [...alive], lastAlive: null, missed: null, gone: null };
  }
  const [known] = runner.alive;
  if (known !== undefined) {
    const lastAlive = lastSeen(known, memory.firstSeen ?? now, processesSeenBefore);
    return { ...runner, alive: [], lastAlive, missed, gone: now };
  }
  if (runner.lastAlive === null) return runner;
  const since = { missed: runner.missed ?? missed, gone: runner.gone ?? now };
  return since.missed === runner.missed && since.gone === runner.gone ? runner : { ...runner, ...since };
}

/**
 * The command that registered a process saw it too, perhaps long after the last pass that looked at processes. Of one
 * that died with its boot the last look in that boot tells, though the waits have begun anew.
 */
function lastSeen(alive: ProcessId, first: Moment, before: Moment | null): Moment {
  return before?.boot === alive.boot ? later(first, before) : first;
}

function sameSet(a: readonly ProcessId[], b: readonly ProcessId[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => sameProcess(one, other)));
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  const added = [...new Set(more)].filter((name) => !known.includes(name));
  return added.length === 0 ? known : [...known, ...added];
}
