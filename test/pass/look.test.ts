import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sources } from "../../src/core/ports.ts";
import { present } from "../../src/core/words.ts";
import { noLimit } from "../../src/pass/readingtime.ts";
import { look } from "../../src/pass/look.ts";
import { junit } from "../core/papers.ts";
import { named, watching, type Timeline } from "../core/situations.ts";
import { attemptOf, configOf, momentAt } from "../core/samples.ts";

const noDir = {
  processes: () => Promise.resolve(present({ boot: "b1", self: 1, rows: [] })),
  files: () => Promise.resolve({ seen: "absent" }),
} as unknown as Sources;

async function filesSeen(run: Timeline): Promise<string | undefined> {
  const watched = { attempt: attemptOf(named("m1")), scopes: [run.memory()] };
  const options = {
    now: momentAt(99),
    names: ["nightly"],
    processesSeenBefore: null,
    reread: new Set<string>(),
    time: noLimit,
  };
  const { builds } = await look(configOf(), noDir, [watched], { ...options, processesWanted: true });
  return builds.get("nightly")?.own.sighting.files.seen;
}

test("a reporter directory that is not there yet holds nothing", async () => {
  assert.equal(await filesSeen(watching(named("m1"))), "present");
});

test("one in which files were seen may only be not mounted: that is no look, and nothing has vanished", async () => {
  const run = watching(named("m1")).look(30, { files: [junit("m1")] });
  assert.equal(await filesSeen(run), "unreadable");
  assert.equal(await filesSeen(run.look(30, { files: [] })), "present", "they were gone before");
});
