import assert from "node:assert/strict";
import { test } from "node:test";
import { observe, type Sighting } from "../../../src/core/memory/observe.ts";
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

/** When the report has changed, by seconds, after a look at 30 s and a second one. */
function changedAfter(first: Paper, then: { seconds: number; paper: Paper; mtimeNs?: string }): number | undefined {
  const once = look(newScope(null, "nightly", momentAt(0)), 30, sightingOf(first));
  const again = look(once, then.seconds, sightingOf(then.paper, then.mtimeNs));
  return again.artifacts[0] === undefined ? undefined : again.artifacts[0].changed.ms / 1_000;
}

function look(memory: Parameters<typeof observe>[0], seconds: number, sighting: Sighting): ReturnType<typeof observe> {
  const files = present([sighting]);
  return observe(memory, { now: momentAt(seconds), files, runners: present([]), processesSeenBefore: null });
}

function sightingOf(paper: Paper, mtimeNs = "1"): Sighting {
  return { ...paper, stamp: { ino: "1", size: 9, mtimeNs } };
}
