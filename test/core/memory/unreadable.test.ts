import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sighting } from "../../../src/core/memory/artifacts.ts";
import { observe } from "../../../src/core/memory/observe.ts";
import { newScope } from "../../../src/core/state/newscope.ts";
import { present } from "../../../src/core/words.ts";
import { junit, unfinished, type Paper } from "../papers.ts";
import { momentAt } from "../samples.ts";

const unreadable = unfinished("m1", "unreadable");

test("a report that can be read at last is as old as it was: only the look was blind", () => {
  assert.equal(changedAfter(unreadable, { seconds: 90, paper: junit("m1") }), 30);
});

test("one that was written anew meanwhile has changed", () => {
  assert.equal(changedAfter(unreadable, { seconds: 90, paper: junit("m1"), mtimeNs: "2" }), 90);
});

test("one that was read, and is read as something else, has changed", () => {
  assert.equal(changedAfter(unfinished("m1", "cut"), { seconds: 90, paper: junit("m1") }), 90);
});

test("one that was read, and cannot be read for a while, is as old as it was before and after", () => {
  assert.equal(changedAfter(junit("m1"), { seconds: 90, paper: unreadable }), 30);
  assert.equal(changedAfter(junit("m1"), { seconds: 90, paper: unreadable }, { seconds: 120, paper: junit("m1") }), 30);
});

test("one that is away for a while, as with its file system, and comes back as it was has not changed", () => {
  const once = look(newScope(null, "nightly", momentAt(0)), 30, sightingOf(junit("m1")));
  const away = look(once, 60, null);
  assert.equal(away.artifacts[0]?.present, false);
  assert.deepEqual(look(away, 90, sightingOf(junit("m1"))).artifacts, once.artifacts);
});

interface Later {
  readonly seconds: number;
  readonly paper: Paper;
  readonly mtimeNs?: string;
}

/** When the report has changed, by seconds, after a look at 30 s and others. */
function changedAfter(first: Paper, ...later: readonly Later[]): number | undefined {
  let memory = look(newScope(null, "nightly", momentAt(0)), 30, sightingOf(first));
  for (const { seconds, paper, mtimeNs } of later) memory = look(memory, seconds, sightingOf(paper, mtimeNs));
  const [record] = memory.artifacts;
  return record === undefined ? undefined : record.changed.ms / 1_000;
}

function look(
  memory: Parameters<typeof observe>[0],
  seconds: number,
  sighting: Sighting | null,
): ReturnType<typeof observe> {
  const files = present(sighting === null ? [] : [sighting]);
  return observe(memory, { now: momentAt(seconds), files, runners: present([]), processesSeenBefore: null });
}

function sightingOf(paper: Paper, mtimeNs = "1"): Sighting {
  return { ...paper, stamp: { ino: "1", size: 9, mtimeNs } };
}
