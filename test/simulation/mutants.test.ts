import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { mutants } from "./mutants.ts";
import { caught, planted } from "./planted.ts";

const dir = mkdtempSync(join(tmpdir(), "atvm-mutants-"));
after(() => rmSync(dir, { recursive: true }));

describe("the simulation catches", { concurrency: 2 }, () => {
  for (const { title, file, edits, hunt } of mutants) {
    test(title, async (t) => {
      const found = await caught({ file, edits }, hunt, dir);
      t.diagnostic(found.split("\n", 1)[0] ?? "");
      assert.match(found, /^(?:G[1-8]|broke): /, `${title}: it survives`);
    });
  }
});

test("nothing is found in the sources as they are, which have tests of their own: the bundle is well", async () => {
  assert.equal(await caught({ file: "", edits: [] }, { crashesOf: "a plain build is due" }, dir), "nothing");
});

test("a fault whose place in the sources has changed is no mutant", () => {
  assert.equal(planted("a b c", ["b", "x"]), "a x c");
  assert.throws(() => planted("a b b", ["b", "x"]), /found 2 times/);
  assert.throws(() => planted("a", ["b", "x"]), /found 0 times/);
});
