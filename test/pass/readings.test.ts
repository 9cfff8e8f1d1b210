import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf } from "../../src/core/files/fresh.ts";
import type { Sighting } from "../../src/core/memory/artifacts.ts";
import type { Sources } from "../../src/core/ports.ts";
import type { ReportReading } from "../../src/core/reports/report.ts";
import type { ArtifactRecord } from "../../src/core/state/state.ts";
import { present } from "../../src/core/words.ts";
import { readFiles, type ReadingTask } from "../../src/pass/readings.ts";
import { junit, unfinished, type Paper } from "../core/papers.ts";
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
  let reads = 0;
  const report: Sources["report"] = () => {
    reads += 1;
    return Promise.resolve(present({ stamp, reading: green }));
  };
  const { path } = junit("m1");
  const record: ArtifactRecord = {
    path,
    kind: "junit",
    machine: "m1",
    stamp,
    reading,
    present: true,
    changed: momentAt(0),
  };
  const task: ReadingTask = {
    dir: "/root/atvm",
    claimed: [{ file: { path, kind: "junit", stamp }, machine: "m1" }],
    records: [record],
    inventory: inventoryOf([]),
    reread: false,
    lines: { machines: { announced: [], status: [] }, markers: { start: [], end: [], cancelled: [], killed: [] } },
  };
  const seen = await readFiles({ report } as unknown as Sources, task);
  assert.ok(seen.seen === "present");
  return { reads, sighting: seen.fact[0] };
}

function readingOf(paper: Paper): ReportReading {
  assert.ok(paper.kind !== "log");
  return paper.reading;
}
