import { join } from "node:path";
import type { Claimed } from "../core/files/attribute.ts";
import { isLeftover, sameStamp, type Inventory } from "../core/files/fresh.ts";
import { isUnread, type Sighting } from "../core/memory/artifacts.ts";
import { noLogFacts, type LogReading } from "../core/logs/log.ts";
import type { LinePatterns, Sources } from "../core/ports.ts";
import type { ArtifactRecord, LogRecord } from "../core/state/state.ts";
import { present, type Seen } from "../core/words.ts";
import type { ReadingTime } from "./readingtime.ts";

/** What reading the files of one scope needs to know. */
export interface ReadingTask {
  readonly dir: string;
  readonly claimed: readonly Claimed[];
  readonly records: readonly ArtifactRecord[];
  readonly inventory: Inventory;
  /** Read every file anew, also those that look unchanged. */
  readonly reread: boolean;
  readonly lines: LinePatterns;
  readonly time: ReadingTime;
}

/** Reads what changed of one scope's fresh files; a log that cannot be read makes the whole look blind. */
export async function readFiles(sources: Sources, task: ReadingTask): Promise<Seen<readonly Sighting[]>> {
  const known = new Map(task.records.map((record) => [record.path, record]));
  const sightings: Sighting[] = [];
  for (const claimed of task.claimed) {
    if (isLeftover(task.inventory, claimed.file)) continue;
    const sighting = await readOne(sources, task, claimed, known.get(claimed.file.path));
    if (sighting.seen === "unreadable") return sighting;
    if (sighting.seen === "present") sightings.push(sighting.fact);
  }
  return present(sightings);
}

async function readOne(
  sources: Sources,
  task: ReadingTask,
  claimed: Claimed,
  record: ArtifactRecord | undefined,
): Promise<Seen<Sighting>> {
  const { file } = claimed;
  const unchanged = record?.present === true && sameStamp(record.stamp, file.stamp);
  if (unchanged && !task.reread && !isUnread(record)) return present(record);
  if (!task.time.isLeft()) return present(record !== undefined && unchanged ? record : leftToNext(claimed, record));
  return task.time.spend(() =>
    file.kind === "log"
      ? readLog(sources, task, claimed, record?.kind === "log" ? record : undefined)
      : readReport(sources, task, claimed, file.kind),
  );
}

/** What is known of a file that this pass has no time to read: of a log what it told before, of a report nothing. */
function leftToNext({ file, machine }: Claimed, record: ArtifactRecord | undefined): Sighting {
  const base = { path: file.path, machine, stamp: file.stamp };
  if (file.kind === "log") {
    const reading = record?.kind === "log" ? record.reading : nothingRead;
    return { ...base, kind: "log", reading: { ...reading, behind: true } };
  }
  const detail = "it is left to the next pass, for this one has read long enough";
  return { ...base, kind: file.kind, reading: { final: false, kind: file.kind, why: "behind", detail, tests: 0 } };
}

/** Of a position at which nothing is known to stand: the next look begins where the first one would have begun. */
const nothingRead: LogReading = {
  kind: "log",
  encoding: "utf-8",
  position: { offset: 0, before: "" },
  whole: noLogFacts,
  facts: noLogFacts,
  behind: true,
};

async function readReport(
  sources: Sources,
  { dir }: ReadingTask,
  { file, machine }: Claimed,
  kind: "junit" | "mochawesome",
): Promise<Seen<Sighting>> {
  const seen = await sources.report(join(dir, file.path), kind);
  const base = { path: file.path, kind, machine };
  if (seen.seen === "absent") return seen;
  if (seen.seen === "present") return present({ ...base, ...seen.fact });
  const reading = { final: false, kind, why: "unreadable", detail: seen.detail, tests: 0 } as const;
  return present({ ...base, stamp: file.stamp, reading });
}

/** Reads on where the last look stopped; the first time after what was there before the registration, if it is the same file. */
async function readLog(
  sources: Sources,
  { dir, inventory, lines }: ReadingTask,
  { file, machine }: Claimed,
  record: LogRecord | undefined,
): Promise<Seen<Sighting>> {
  const leftover = inventory.byPath.get(file.path);
  const skip = leftover?.stamp.ino === file.stamp.ino ? leftover.position : null;
  const seen = await sources.log(join(dir, file.path), record?.reading ?? null, skip, lines);
  if (seen.seen === "absent") return seen;
  if (seen.seen === "unreadable") return { seen: "unreadable", detail: `${file.path}: ${seen.detail}` };
  return present({ path: file.path, kind: "log", machine, ...seen.fact });
}
