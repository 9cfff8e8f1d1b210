import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import type { Hunt } from "./hunt.ts";
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

describe("nothing is found", { concurrency: 2 }, () => {
  // Crash points and races of the sources as they are have tests of their own; one shows that the bundle is well.
  const own = mutants.map(({ hunt }) => hunt).filter((hunt, index) => index === 0 || "seeds" in hunt);
  const hunts = new Map(own.map((hunt) => [JSON.stringify(hunt), hunt]));
  for (const [name, hunt] of hunts) {
    test(`in the sources as they are, where mutants are caught: ${name}`, async () => {
      assert.equal(await caught({ file: "", edits: [] }, short(hunt), dir), "nothing");
    });
  }
});

/** As many seeds as it takes to catch a mutant there. */
function short(hunt: Hunt): Hunt {
  return "seeds" in hunt ? { ...hunt, seeds: Math.min(hunt.seeds, 4) } : hunt;
}

test("a fault whose place in the sources has changed is no mutant", () => {
  assert.equal(planted("a b c", ["b", "x"]), "a x c");
  assert.throws(() => planted("a b b", ["b", "x"]), /found 2 times/);
  assert.throws(() => planted("a", ["b", "x"]), /found 0 times/);
});
