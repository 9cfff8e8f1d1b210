import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { prepared, problems } from "./prepared.ts";
import { aClaim, anAttempt, aSubRun, keyOf, held } from "./samples.ts";

describe("an attempt on disk", () => {
  test("is read as it was saved", async (t) => {
    const { store } = await prepared(t);
    const stored = await store.load("nightly", 1);
    const tries = [{ claim: aClaim(1), outcome: null }];
    const rest = {
      cancelled: { seen: "absent" },
      exit: { seen: "absent" },
      delivery: { posted: null, tries, looked: null, damaged: [] },
    };
    assert.deepEqual(stored, {
      build: "nightly",
      attempt: 1,
      state: anAttempt("nightly", 1),
      own: { memory: anAttempt("nightly", 1).scope, ...rest },
      subRuns: [{ memory: aSubRun("linux"), ...rest }],
      damagedGroups: [],
      damage: [],
    });
  });

  test("is nothing at all, and no damage, where a start was cut short", async (t) => {
    const { store, folder } = await prepared(t);
    mkdirSync(join(folder, "../2"));
    for (const attempt of [2, 3]) {
      const stored = await store.load("nightly", attempt);
      assert.deepEqual([stored.state, stored.own, stored.subRuns, stored.damage], [null, null, [], []]);
    }
  });

  test("shows how its supervised runner ended", async (t) => {
    const { store, folder } = await prepared(t);
    const record = { version: 1, at: "2026-11-23T10:00:00.000Z", status: null, signal: "KILL", result: "oom-kill" };
    writeFileSync(join(folder, "exit.json"), JSON.stringify(record));
    const { own } = await store.load("nightly", 1);
    const { at, status, signal, result } = record;
    assert.deepEqual(own?.exit, { seen: "present", fact: { at, status, signal, result } });
  });

  test("leaves out a group that was only cancelled ahead, and counts the mark once it begins", async (t) => {
    const { store } = await prepared(t);
    const key = keyOf("nightly", 1, "windows");
    assert.equal(await store.writeCancel(key, { at: "then", reason: "broken" }), true);
    const before = await store.load("nightly", 1);
    assert.deepEqual([before.subRuns.length, before.damage], [1, []]);
    await store.saveSubRun(key, aSubRun("windows"), held);
    const [, windows] = (await store.load("nightly", 1)).subRuns;
    assert.deepEqual(windows?.cancelled, { seen: "present", fact: { at: "then", reason: "broken" } });
  });
});

describe("something is missing or in the wrong place", () => {
  test("a state.json that must have been there is damage", async (t) => {
    const { store, folder } = await prepared(t);
    rmSync(join(folder, "state.json"));
    rmSync(join(folder, "subruns/linux/state.json"));
    const stored = await store.load("nightly", 1);
    assert.deepEqual(problems(stored), ["…/state.json is missing", "…/subruns/linux/state.json is missing"]);
    assert.deepEqual(stored.damagedGroups, ["linux"]);
  });

  test("a copied folder is not taken for what its name says", async (t) => {
    const { store, folder } = await prepared(t);
    cpSync(folder, join(folder, "../2"), { recursive: true });
    cpSync(join(folder, "subruns/linux"), join(folder, "subruns/windows"), { recursive: true });
    assert.equal((await store.load("nightly", 2)).state, null);
    assert.deepEqual((await store.load("nightly", 1)).damagedGroups, ["windows"]);
  });

  test("a file where the attempt's folder should be is damage", async (t) => {
    const { store, folder } = await prepared(t);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
    const stored = await store.load("nightly", 1);
    assert.equal(stored.state, null);
    assert.equal(problems(stored)[0], "…/state.json is out of reach: its folder is not a folder");
  });

  test("without the list of its sub-runs nothing of the build can be used", async (t) => {
    const { store, folder } = await prepared(t);
    rmSync(join(folder, "subruns"), { recursive: true });
    writeFileSync(join(folder, "subruns"), "");
    const stored = await store.load("nightly", 1);
    assert.deepEqual([stored.state, stored.own, stored.subRuns], [null, null, []]);
    assert.deepEqual(problems(stored), ["…/subruns is not a folder"]);
  });

  test("what may not be read is damage, and loading goes on", async (t) => {
    const { store, folder } = await prepared(t);
    // Root may read everything; a loop of links is what nobody can look through.
    rmSync(join(folder, "subruns/linux"), { recursive: true });
    symlinkSync("linux", join(folder, "subruns/linux"));
    const stored = await store.load("nightly", 1);
    assert.deepEqual(stored.damagedGroups, ["linux"]);
    assert.match(problems(stored).join(), /subruns\/linux\/state\.json is out of reach: .*ELOOP/);
    assert.equal(existsSync(join(folder, "state.json")), true);
  });
});
