import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { prepared, problems } from "./prepared.ts";
import { aSubRun, keyOf, held } from "./samples.ts";

const ruins: readonly [title: string, ruin: (file: string) => void, detail: string][] = [
  ["truncated", (file) => writeFileSync(file, readFileSync(file).subarray(0, 100)), "is not a whole JSON object"],
  ["empty", (file) => writeFileSync(file, ""), "is empty"],
  [
    "of zero bytes, as after a power cut",
    (file) => writeFileSync(file, Buffer.alloc(80)),
    "is not a whole JSON object",
  ],
  ["changed in one digit", changeOneDigit, "does not match its own hash"],
  ["of the wrong shape", (file) => writeFileSync(file, '{"version":1}'), "field "],
  ["a folder", makeFolder, "is a folder"],
  ["a symbolic link, even to a good file", linkAway, "is a symbolic link"],
  ["a FIFO that nobody writes to", makeFifo, "is not a regular file"],
];

describe("a damaged file", () => {
  for (const [title, ruin, detail] of ruins) {
    test(`that is ${title} stays where it is and is named`, async (t) => {
      const { store, folder } = await prepared(t);
      for (const name of ["state.json", "subruns/linux/try-1.json"]) ruin(join(folder, name));
      const stored = await store.load("nightly", 1);
      assert.deepEqual([stored.state, stored.own], [null, null]);
      assert.deepEqual(stored.subRuns[0]?.delivery, { posted: null, tries: [], looked: null, damaged: ["try-1.json"] });
      const named = problems(stored);
      assert.equal(named.length, 2);
      assert.ok(named[0]?.startsWith(`…/state.json ${detail}`), named[0]);
      assert.ok(named[1]?.startsWith(`…/subruns/linux/try-1.json ${detail}`), named[1]);
      assert.ok(lstatSync(join(folder, "state.json")));
    });
  }

  test("of one group leaves the other groups and the parent usable", async (t) => {
    const { store, folder } = await prepared(t);
    await store.saveSubRun(keyOf("nightly", 1, "windows"), aSubRun("windows"), held);
    writeFileSync(join(folder, "subruns/linux/state.json"), "{");
    const stored = await store.load("nightly", 1);
    assert.deepEqual(stored.damagedGroups, ["linux"]);
    assert.deepEqual(
      stored.subRuns.map(({ memory }) => memory.group),
      ["windows"],
    );
    assert.equal(stored.state?.build, "nightly");
  });

  test("that a newer release wrote is told from damage", async (t) => {
    const { store, folder } = await prepared(t);
    for (const name of ["state.json", "subruns/linux/try-1.json", "subruns/linux/exit.json"]) {
      writeFileSync(join(folder, name), '{"version":2,"other":true}');
    }
    const { damage } = await store.load("nightly", 1);
    assert.deepEqual(
      damage.map(({ newer }) => newer),
      [true, true, true],
    );
  });
});

function changeOneDigit(file: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(/"ms":5000/, '"ms":5001'));
}

function makeFolder(file: string): void {
  rmSync(file);
  mkdirSync(file);
}

function linkAway(file: string): void {
  cpSync(file, `${file}.copy`.replace("try-", "kept-"));
  rmSync(file);
  symlinkSync(`${file}.copy`.replace("try-", "kept-"), file);
}

function makeFifo(file: string): void {
  rmSync(file);
  assert.equal(spawnSync("mkfifo", [file]).status, 0);
}
