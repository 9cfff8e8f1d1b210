import assert from "node:assert/strict";
import { test } from "node:test";
import { parsing } from "../../../src/core/parsing.ts";
import { logReading } from "../../../src/core/state/readingschemas.ts";
import { log } from "../papers.ts";
import { cypressLog, twoGreen } from "./cypresslog.ts";

test("what was remembered of a log before single specs were told is read: nothing was told of them", () => {
  const text = cypressLog(twoGreen, "specs") + cypressLog([]);
  const { reading } = log(text.split("\n"));
  assert.ok(reading.kind === "log");
  const { specs, unfinished, ...facts } = reading.facts;
  const older = { ...facts, unfinished: unfinished.map(({ spec, again }) => ({ spec, again })) };
  const read = logReading.parse({ ...reading, facts: older, whole: older }, parsing);
  assert.deepEqual([read.facts.specs.reds, read.facts.specs.searched, specs.searched === ""], [[], "", false]);
  assert.deepEqual(
    read.facts.unfinished.map(({ spec, searched, alone, browser, elsewhere }) => [
      spec,
      searched,
      alone,
      browser,
      elsewhere,
    ]),
    twoGreen.map(({ name }) => [name, "", false, "", false]),
  );
  assert.deepEqual(logReading.parse(reading, parsing), reading);
});
