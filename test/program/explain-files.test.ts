import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runDist } from "./dist.ts";
import { start } from "./layouts.ts";
import { workplace } from "./workplace.ts";

const flaky = readFileSync(new URL("../fixtures/reports/retries-flaky.json", import.meta.url), "utf8");

test("explain tells what was read of each file, without what would turn the line", (context) => {
  const place = workplace(context);
  start(place, "nightly");
  place.report("mochawesome/nightly_m1.json", flaky);
  place.report("xml/nightly_m\u202e2.xml", "<testsuites>");
  place.report("logs/nightly.log", "hello\n");
  const { stdout } = runDist(["explain", "nightly", ...place.options]);
  assert.match(stdout, /^ +logs\/nightly\.log \(the run\): no start and no end of a run stands in it$/m);
  assert.match(
    stdout,
    /^ +mochawesome\/nightly_m1\.json \(m1\): 2 tests, 0 failed, 0 skipped, 1 passed only after a failed try; /m,
  );
  assert.match(
    stdout,
    /^ +xml\/nightly_m\\u\{202e\}2\.xml \(m\\u\{202e\}2\): not final: it is cut: its end is missing$/m,
  );
});
