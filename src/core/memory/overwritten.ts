import { sameStamp } from "../files/fresh.ts";
import { byAge, isOlderGreen } from "../reports/age.ts";
import { allReports, uuidsOf } from "../reports/machines.ts";
import type { ArtifactRecord, OverwrittenSpec, RedoneSpecs, ReportRecord, ScopeMemory } from "../state/state.ts";
import { byMoment, type Moment } from "../time.ts";

type Kept = Pick<ScopeMemory, "overwritten" | "redone">;

/**
 * The spec results that no file holds any more. A report overwritten by another spec's is not forgotten; one that a
 * newer report of the same spec takes the place of is, but for the number of those that had failed. `earlierGone`: what
 * was there until then tells nothing.
 */
export function overwrittenSpecs(
  memory: Pick<ScopeMemory, "artifacts" | "overwritten" | "redone">,
  artifacts: readonly ArtifactRecord[],
  earlierGone: Moment | null,
): Kept {
  const live = allReports(artifacts);
  const replaced = allReports(memory.artifacts)
    .filter(({ changed }) => earlierGone === null || byMoment(changed, earlierGone) > 0)
    .filter((old) => live.some((record) => replaces(record, old)));
  const added = replaced.flatMap(specsOf);
  const isOutdone = (entry: OverwrittenSpec): boolean =>
    live.some((record) => holds(record, entry)) ||
    (memory.overwritten.includes(entry) && added.some((newer) => outdoes(newer, entry)));
  const isRepeated = (entry: OverwrittenSpec): boolean => {
    const old = replaced.find(({ path, changed }) => path === entry.path && changed === entry.changed);
    return live.some((record) => holds(record, entry) && repeats(record, entry, old));
  };
  const all = [...memory.overwritten, ...added];
  const kept = all.filter((entry) => !isOutdone(entry));
  if (kept.length === memory.overwritten.length && added.length === 0) return memory;
  return {
    overwritten: kept,
    redone: all
      .filter((entry) => isCountedRed(entry) && isOutdone(entry) && !isRepeated(entry))
      .reduce(counted, memory.redone),
  };
}

/** Written anew, be it with the same content. */
function replaces(record: ReportRecord, old: ReportRecord): boolean {
  if (record === old || record.path !== old.path || !record.present) return false;
  return !sameStamp(record.stamp, old.stamp) || JSON.stringify(record.reading) !== JSON.stringify(old.reading);
}

function specsOf(record: ReportRecord): readonly OverwrittenSpec[] {
  if (!record.reading.final) return [];
  const { machine, kind, path, changed, stamp, reading } = record;
  const bytes = reading.bytes === undefined ? {} : { bytes: reading.bytes };
  return reading.specs.map((result) => ({ machine, kind, path, changed, stamp, result, ...bytes }));
}

function outdoes(newer: OverwrittenSpec, older: OverwrittenSpec): boolean {
  if (newer.kind !== older.kind || newer.machine !== older.machine || newer.result.spec !== older.result.spec)
    return false;
  if (newer.result.spec !== null) return byAge(newer, older) > 0 && !isOlderGreen(newer, older);
  // Of unnamed results the one with failures is kept: what it says of the run stays true.
  return newer.path === older.path && older.result.tests.failed <= newer.result.tests.failed;
}

/** A named spec is held again once a newer whole report of the machine names it; an unnamed one by its file as it was. */
function holds(record: ReportRecord, entry: OverwrittenSpec): boolean {
  if (!record.reading.final || record.kind !== entry.kind || record.machine !== entry.machine) return false;
  if (byAge(record, entry) <= 0) return false;
  const { path, result } = entry;
  const again = record.reading.specs.find(({ spec }) => spec !== null && spec === result.spec);
  if (result.spec !== null) return again !== undefined && !isOlderGreen({ ...record, result: again }, entry);
  return record.path === path && record.reading.specs.some((held) => isSame(held, result));
}

/**
 * A mochawesome file that grows repeats its old results: by its tests' uuids, where those are not known by the result
 * itself. JUnit files are written once; one that is written anew was done again, though it says the same, unless its
 * bytes are the same: then it was only touched, or copied.
 */
function repeats(
  record: ReportRecord,
  { kind, result, bytes }: OverwrittenSpec,
  old: ReportRecord | undefined,
): boolean {
  if (!record.reading.final) return false;
  if (kind === "junit") return bytes !== undefined && bytes === record.reading.bytes;
  const [before, now] = [old === undefined ? new Set<string>() : uuidsOf(old), uuidsOf(record)];
  if (before.size > 0 && now.size > 0) return [...before].every((uuid) => now.has(uuid));
  return record.reading.specs.some((held) => isSame(held, result));
}

function isSame(a: OverwrittenSpec["result"], b: OverwrittenSpec["result"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Of a spec without a name nobody knows that it was done again. */
function isCountedRed({ result: { spec, tests } }: OverwrittenSpec): boolean {
  return spec !== null && tests.failed > 0;
}

function counted(redone: readonly RedoneSpecs[], { machine, kind }: OverwrittenSpec): readonly RedoneSpecs[] {
  const same = (one: RedoneSpecs): boolean => one.machine === machine && one.kind === kind;
  const before = redone.find(same)?.specs ?? 0;
  return [...redone.filter((one) => !same(one)), { machine, kind, specs: before + 1 }];
}
