import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { caught } from "../simulation/planted.ts";
import type { FuzzHunt } from "./hunt.ts";
import { mutants } from "./mutants.ts";

const dir = mkdtempSync(join(tmpdir(), "atvm-fuzz-"));
after(() => rmSync(dir, { recursive: true }));

/** More than any needed when it was planted, since other fixtures make other runs of the same seeds. */
const hunt: FuzzHunt = { from: 1, runs: 12_000 };
const entry = "test/fuzz/hunt.ts";

describe("fuzzing catches", { concurrency: 2 }, () => {
  for (const { title, sample, ...mutant } of mutants) {
    test(title, async () => {
      const found = await caught(mutant, sample === undefined ? hunt : { ...hunt, sample }, dir, entry);
      assert.match(
        found,
        /^seed \d+: (?:a cut report is final|the reader threw|(?:passed|empty), with a failure in it)/,
      );
    });
  }

  test("nothing in the readers as they are", async () => {
    assert.equal(await caught({ file: "", edits: [] }, { ...hunt, runs: 500 }, dir, entry), "nothing");
  });
});
