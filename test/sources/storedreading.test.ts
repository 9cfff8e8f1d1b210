import assert from "node:assert/strict";
import { test } from "node:test";
import { reportReading } from "../../src/core/state/readingschemas.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { realRuns } from "./fixtures.ts";

test("a reading that was stored and loaded is the same text as one read again: nothing has changed", () => {
  for (const { name, junit, mochawesome } of realRuns()) {
    for (const [kind, bytes] of [
      ["junit", junit],
      ["mochawesome", mochawesome],
    ] as const) {
      const reading = JSON.stringify(readReportBytes(bytes, kind));
      assert.equal(JSON.stringify(reportReading.parse(JSON.parse(reading))), reading, `${name}, ${kind}`);
    }
  }
});
