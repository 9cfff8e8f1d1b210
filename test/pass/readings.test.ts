import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inventoryOf } from "../../src/core/files/fresh.ts";
import { isBehind, type Sighting } from "../../src/core/memory/artifacts.ts";
import type { Claimed } from "../../src/core/files/attribute.ts";
import type { Clock, Sources } from "../../src/core/ports.ts";
import type { ReportReading } from "../../src/core/reports/report.ts";
import type { ArtifactRecord } from "../../src/core/state/state.ts";
import { present } from "../../src/core/words.ts";
import { readFiles, type ReadingTask } from "../../src/pass/readings.ts";
import { noLimit, readingTime } from "../../src/pass/readingtime.ts";
import { junit, log, unfinished, type Paper } from "../core/papers.ts";
import { momentAt } from "../core/samples.ts";

const stamp = { ino: "1", size: 9, mtimeNs: "1" };
const green = readingOf(junit("m1"));

test("a report that has not changed is not read again", async () => {
  const { reads, sighting } = await lookAgain(green);
  assert.equal(reads, 0);
  assert.equal(sighting?.reading, green);
});

test("a damaged report that has not changed is not read again", async () => {
  assert.equal((await lookAgain(readingOf(unfinished("m1", "cut")))).reads, 0);
});

test("a report that could not be read is tried again, though the file is as it was", async () => {
  const { reads, sighting } = await lookAgain(readingOf(unfinished("m1", "unreadable")));
  assert.equal(reads, 1);
  assert.equal(sighting?.reading, green);
});

/** A look at a file that stands unchanged since a look that read this of it. */
async function lookAgain(reading: ReportReading): Promise<{ reads: number; sighting: Sighting | undefined }> {
  const { reads, sightings } = await look([report("m1")], { records: [recordOf("m1", reading)] });
  return { reads, sighting: sightings[0] };
}

describe("Once the time for reading is over,", () => {
  const three = [report("m1"), report("m2"), report("m3")];
  const late = (): Partial<ReadingTask> => ({ time: readingTime(clock(10_000), 15_000) });

  test("a file that was begun is read to its end, and the others are left to the next pass", async () => {
    const { reads, sightings } = await look(three, late());
    assert.equal(reads, 2);
    assert.deepEqual(
      sightings.map((sighting) => [sighting.path.includes("m3"), isBehind(sighting)]),
      [
        [false, false],
        [false, false],
        [true, true],
      ],
    );
  });

  test("the next pass reads those, and none of the others again", async () => {
    const { sightings } = await look(three, late());
    const records = sightings.map((sighting) => ({ ...sighting, present: true, changed: momentAt(0) }));
    const next = await look(three, { ...late(), records });
    assert.equal(next.reads, 1);
    assert.ok(!next.sightings.some(isBehind));
  });

  test("what was read before stands where the file is as it was, and not where it is another", async () => {
    const records = ["m1", "m2", "m3"].map((machine) => recordOf(machine, green));
    const other = { ...records[2], stamp: { ...stamp, mtimeNs: "0" } } as ArtifactRecord;
    const { reads, sightings } = await look(three, {
      ...late(),
      records: [...records.slice(0, 2), other],
      reread: true,
    });
    assert.equal(reads, 2);
    assert.deepEqual(sightings.map(isBehind), [false, false, true]);
    const all = await look(three, { ...late(), records, reread: true });
    assert.deepEqual([all.reads, all.sightings.some(isBehind)], [2, false]);
  });

  test("a log is known as far as it was read, and one that never was begins where it would have begun", async () => {
    const { path, reading } = log(["machine m1: RUNNING"]);
    assert.ok(reading.kind === "log");
    const claimed = [{ file: { path, kind: "log", stamp }, machine: null }] as const;
    const before: ArtifactRecord = {
      ...{ path, kind: "log", machine: null, reading, present: true, changed: momentAt(0) },
      stamp: { ...stamp, size: 1 },
    };
    const time = readingTime(clock(0), 0);
    const known = await look(claimed, { records: [before], time });
    assert.deepEqual(known.sightings, [
      { path, kind: "log", machine: null, stamp, reading: { ...reading, behind: true } },
    ]);
    const [unknown] = (await look(claimed, { time })).sightings;
    assert.ok(unknown?.kind === "log" && unknown.reading.behind && unknown.reading.position.offset === 0);
  });
});

function report(machine: string): Claimed {
  return { file: { path: junit(machine).path, kind: "junit", stamp }, machine };
}

function recordOf(machine: string, reading: ReportReading): ArtifactRecord {
  const { path } = junit(machine);
  return { path, kind: "junit", machine, stamp, reading, present: true, changed: momentAt(0) };
}

/** Each time it is asked so many milliseconds have gone by. */
function clock(ms: number): Clock {
  let asked = 0;
  return { now: () => momentAt((asked++ * ms) / 1_000), sleep: () => Promise.resolve() };
}

async function look(
  claimed: readonly Claimed[],
  how: Partial<ReadingTask>,
): Promise<{ reads: number; sightings: readonly Sighting[] }> {
  let reads = 0;
  const read: Sources["report"] = () => {
    reads += 1;
    return Promise.resolve(present({ stamp, reading: green }));
  };
  const task: ReadingTask = {
    dir: "/root/atvm",
    claimed,
    records: [],
    inventory: inventoryOf([]),
    reread: false,
    lines: { machines: { announced: [], status: [] }, markers: { start: [], end: [], cancelled: [], killed: [] } },
    time: noLimit,
    ...how,
  };
  const seen = await readFiles({ report: read } as unknown as Sources, task);
  assert.ok(seen.seen === "present");
  return { reads, sightings: seen.fact };
}

function readingOf(paper: Paper): ReportReading {
  assert.ok(paper.kind !== "log");
  return paper.reading;
}
