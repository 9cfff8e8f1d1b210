import type { ArtifactRecord, OverwrittenSpec, ReportRecord, ScopeMemory } from "../state/state.ts";

/**
 * The spec results that no file holds any more. A report overwritten by another spec's is not forgotten; one that a
 * newer report of the same spec replaces is.
 */
export function overwrittenSpecs(
  memory: Pick<ScopeMemory, "artifacts" | "overwritten">,
  artifacts: readonly ArtifactRecord[],
): readonly OverwrittenSpec[] {
  const live = reports(artifacts);
  const dropped = reports(memory.artifacts).filter((old) => live.some((record) => replaces(record, old)));
  const added = dropped.flatMap(specsOf);
  const all = [...memory.overwritten.filter((old) => !added.some((entry) => sameSpec(entry, old))), ...added];
  const kept = all.filter((entry) => !live.some((record) => holds(record, entry)));
  return kept.length === memory.overwritten.length && added.length === 0 ? memory.overwritten : kept;
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
  const { machine, kind, path } = record;
  return record.reading.specs.map((result) => ({ machine, kind, path, result }));
}

function sameSpec(a: OverwrittenSpec, b: OverwrittenSpec): boolean {
  if (a.kind !== b.kind || a.machine !== b.machine || a.result.spec !== b.result.spec) return false;
  // Of unnamed results the one with failures is kept: what it says of the run stays true.
  return a.result.spec !== null || (a.path === b.path && b.result.tests.failed <= a.result.tests.failed);
}

/** A named spec is held again once a whole report of the machine names it; an unnamed one never can be. */
function holds(record: ReportRecord, entry: OverwrittenSpec): boolean {
  if (!record.reading.final || record.kind !== entry.kind || record.machine !== entry.machine) return false;
  return entry.result.spec !== null && record.reading.specs.some(({ spec }) => spec === entry.result.spec);
}
