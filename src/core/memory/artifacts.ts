import { sameStamp } from "../files/fresh.ts";
import type { LogReading } from "../logs/log.ts";
import type { ReportReading } from "../reports/report.ts";
import type { ArtifactRecord, Stamp } from "../state/state.ts";
import type { Moment } from "../time.ts";

interface SightingBase {
  readonly path: string;
  readonly machine: string | null;
  readonly stamp: Stamp;
}

/** One fresh file of the scope as one look saw it. */
export type Sighting =
  | (SightingBase & { readonly kind: "junit" | "mochawesome"; readonly reading: ReportReading })
  | (SightingBase & { readonly kind: "log"; readonly reading: LogReading });

/** What is remembered of the files of a scope after a look that saw these; one that is gone stays known as gone. */
export function mergeArtifacts(
  known: readonly ArtifactRecord[],
  sightings: readonly Sighting[],
  now: Moment,
): readonly ArtifactRecord[] {
  const before = new Map(known.map((record) => [record.path, record]));
  const merged = sightings.map((sighting): ArtifactRecord => {
    const old = before.get(sighting.path);
    before.delete(sighting.path);
    if (old !== undefined && isUnchanged(old, sighting)) return old;
    const changed = old !== undefined && isSameFile(old, sighting) ? old.changed : now;
    return { ...sighting, present: true, changed };
  });
  const gone = [...before.values()].map((record) => (record.present ? { ...record, present: false } : record));
  return [...merged, ...gone].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isUnchanged(record: ArtifactRecord, sighting: Sighting): boolean {
  if (!record.present || !sameStamp(record.stamp, sighting.stamp)) return false;
  return isSameReading(record, sighting);
}

function isSameReading({ reading }: ArtifactRecord, sighting: Sighting): boolean {
  return reading === sighting.reading || JSON.stringify(reading) === JSON.stringify(sighting.reading);
}

/**
 * Whether a report could not be opened or read, or there was no time yet to read a file to its end, or at all; a damaged
 * report was read, and is something else.
 */
export function isUnread(record: Sighting): boolean {
  const { kind, reading } = record;
  return isBehind(record) || (kind !== "log" && !reading.final && reading.why === "unreadable");
}

/** The first file that is there, and of which a look has read no more yet; undefined if each was read. */
export function fileBehind(artifacts: readonly ArtifactRecord[]): ArtifactRecord | undefined {
  return artifacts.find((record) => record.present && isBehind(record));
}

/** Whether there was no time yet to read it to its end, or at all. */
export function isBehind({ kind, reading }: Sighting): boolean {
  return kind === "log" ? reading.behind : !reading.final && reading.why === "behind";
}

/** The file is as it was: a look could not read it, or could not see it. */
function isSameFile(record: ArtifactRecord, sighting: Sighting): boolean {
  if (!sameStamp(record.stamp, sighting.stamp)) return false;
  return isUnread(record) || isUnread(sighting) || isSameReading(record, sighting);
}
