import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cypressLog, oneOfThreeRed } from "./cypresslog.ts";
import { fold } from "./foldlog.ts";

const prefixes: Readonly<Record<string, string>> = {
  "ISO time, as GitHub's and docker's": "2026-11-26T05:00:00.123Z ",
  "the time in brackets, as Jenkins's": "[2026-11-26T05:00:00.000Z] ",
  "ts's": "Nov 26 05:00:00 ",
  "the journal's": "Nov 26 05:00:00 controller atvm[4711]: ",
  "a time of day": "05:00:00.123 ",
  "a machine's name": "[m1] ",
  "docker compose's": "cypress-1  | ",
  "a label": "e2e:run: ",
  "a time and a name": "2026-11-26T05:00:00Z [m1] ",
};

describe("Cypress's own lines are known behind", () => {
  for (const [title, prefix] of Object.entries(prefixes)) {
    test(title, () => {
      const bare = cypressLog(oneOfThreeRed);
      const facts = fold(
        bare
          .split("\n")
          .map((line) => `${prefix}${line}`)
          .join("\n"),
      );
      const { totals, totalRows, rowSpecs, open, starts } = fold(bare);
      assert.deepEqual(
        [facts.totals, facts.totalRows, facts.rowSpecs, facts.open, facts.starts],
        [totals, totalRows, rowSpecs, open, starts],
      );
    });
  }
});
