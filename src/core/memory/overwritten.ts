import type { ArtifactRecord, OverwrittenSpec, RedoneSpecs, ReportRecord, ScopeMemory } from "../state/state.ts";
import { byMoment } from "../time.ts";

type Kept = Pick<ScopeMemory, "overwritten" | "redone">;

/**
 * The spec results that no file holds any more. A report overwritten by another spec's is not forgotten; one that a
 * newer report of the same spec takes the place of is, but for the number of those that had failed.
 */
export function overwrittenSpecs(
  memory: Pick<ScopeMemory, "artifacts" | "overwritten" | "redone">,
  artifacts: readonly ArtifactRecord[],
): Kept {
  const live = reports(artifacts);
  const added = reports(memory.artifacts)
    .filter((old) => live.some((record) => replaces(record, old)))
    .flatMap(specsOf);
  const isOutdone = (entry: OverwrittenSpec): boolean =>
    live.some((record) => holds(record, entry)) ||
    (memory.overwritten.includes(entry) && added.some((newer) => sameSpec(newer, entry)));
  const all = [...memory.overwritten, ...added];
  const kept = all.filter((entry) => !isOutdone(entry));
  if (kept.length === memory.overwritten.length && added.length === 0) return memory;
  return {
    overwritten: kept,
    redone: all.filter((entry) => isRed(entry) && isOutdone(entry)).reduce(counted, memory.redone),
  };
}

function reports(artifacts: readonly ArtifactRecord[]): readonly ReportRecord[] {
  return artifacts.filter((record): record is ReportRecord => record.kind !== "log");
}

function replaces(record: ReportRecord, old: ReportRecord): boolean {
  if (record === old || record.path !== old.path || !record.present) return false;
  return JSON.stringify(record.reading) !== JSON.stringify(old.reading);
}

function specsOf(record: ReportRecord): readonly OverwrittenSpec[] {
  if (!record.reading.final) return [];
  const { machine, kind, path, changed } = record;
  return record.reading.specs.map((result) => ({ machine, kind, path, changed, result }));
}

function sameSpec(newer: OverwrittenSpec, older: OverwrittenSpec): boolean {
  if (newer.kind !== older.kind || newer.machine !== older.machine || newer.result.spec !== older.result.spec)
    return false;
  // Of unnamed results the one with failures is kept: what it says of the run stays true.
  return (
    newer.result.spec !== null || (newer.path === older.path && older.result.tests.failed <= newer.result.tests.failed)
  );
}

/** A named spec is held again once a newer whole report of the machine names it; an unnamed one never can be. */
function holds(record: ReportRecord, { kind, machine, changed, result: { spec } }: OverwrittenSpec): boolean {
  if (!record.reading.final || record.kind !== kind || record.machine !== machine) return false;
  if (byMoment(record.changed, changed) < 0) return false;
  return spec !== null && record.reading.specs.some((held) => held.spec === spec);
}

/** Of a spec without a name nobody knows that it was done again. */
function isRed({ result: { spec, tests } }: OverwrittenSpec): boolean {
  return spec !== null && tests.failed > 0;
}

function counted(redone: readonly RedoneSpecs[], { machine, kind }: OverwrittenSpec): readonly RedoneSpecs[] {
  const same = (one: RedoneSpecs): boolean => one.machine === machine && one.kind === kind;
  const before = redone.find(same)?.specs ?? 0;
  return [...redone.filter((one) => !same(one)), { machine, kind, specs: before + 1 }];
}
