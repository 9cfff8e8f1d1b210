import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { Fault } from "../../src/core/faults.ts";
import { realFileSystem, type FileSystem } from "../../src/store/filesystem.ts";
import { createStore } from "../../src/store/store.ts";
import { anAttempt, aSubRun, freshDir, keyOf, held } from "./samples.ts";

describe("attempts", () => {
  test("are created once, under the number given, and saved in place", async (t) => {
    const store = createStore({ stateDir: freshDir(t) });
    assert.equal(await store.nextAttempt("nightly"), 1);
    assert.equal(await store.createAttempt(anAttempt("nightly", 1)), true);
    assert.equal(await store.createAttempt({ ...anAttempt("nightly", 1), foreign: [] }), false);
    assert.equal(await store.nextAttempt("nightly"), 2);
    const changed = { ...anAttempt("nightly", 1), scope: { ...anAttempt("nightly", 1).scope, observed: ["m2"] } };
    await store.saveAttempt(changed, held);
    assert.deepEqual((await store.load("nightly", 1)).state, changed);
  });

  test("never come to be by saving", async (t) => {
    const store = createStore({ stateDir: freshDir(t) });
    await assert.rejects(store.saveAttempt(anAttempt("nightly", 1), held), /ENOENT/);
    await assert.rejects(store.saveSubRun(keyOf("nightly", 1, "linux"), aSubRun("linux"), held), /ENOENT/);
    assert.deepEqual(await store.buildNames(), []);
  });

  test("are listed by number, not as text, and junk is none", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    for (const number of [10, 9, 1]) await store.createAttempt(anAttempt("nightly", number));
    for (const name of ["x", "01", "-1", ".tmp"]) mkdirSync(join(stateDir, "builds/nightly/attempts", name));
    assert.deepEqual(await store.attempts("nightly"), [1, 9, 10]);
    assert.equal(await store.nextAttempt("nightly"), 11);
  });

  test("are on the list of open ones although a pass took them off it before their state was there", async (t) => {
    const stateDir = freshDir(t);
    const fileSystem: FileSystem = {
      ...realFileSystem,
      link: async (existing, path) => {
        rmSync(join(stateDir, "open/1.nightly"));
        await realFileSystem.link(existing, path);
      },
    };
    const store = createStore({ stateDir, fileSystem });
    assert.equal(await store.createAttempt(anAttempt("nightly", 1)), true);
    assert.deepEqual(await store.openAttempts(), [{ build: "nightly", attempt: 1 }]);
  });

  test("keep names with spaces, unicode and glob characters", async (t) => {
    const store = createStore({ stateDir: freshDir(t) });
    const name = "nächtlich [1] {a,b}.x*";
    await store.createAttempt(anAttempt(name, 1));
    assert.deepEqual(await store.buildNames(), [name]);
    assert.deepEqual(await store.openAttempts(), [{ build: name, attempt: 1 }]);
  });

  test("cannot be named out of the state directory", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir: join(stateDir, "state") });
    await assert.rejects(store.createAttempt(anAttempt("../escape", 1)), /slash|dot/);
    await assert.rejects(store.load("a/b", 1), /slash/);
    assert.deepEqual(existsSync(join(stateDir, "escape")), false);
  });

  test("lie in folders that nobody else can enter", async (t) => {
    const stateDir = join(freshDir(t), "new/state");
    await createStore({ stateDir }).createAttempt(anAttempt("nightly", 1));
    for (
      let folder = join(stateDir, "builds/nightly/attempts/1");
      folder !== dirname(stateDir);
      folder = dirname(folder)
    ) {
      assert.equal(statSync(folder).mode & 0o777, 0o700, folder);
    }
  });
});

describe("the list of open attempts", () => {
  test("names what was created and not settled, in order", async (t) => {
    const store = createStore({ stateDir: freshDir(t) });
    assert.deepEqual(await store.openAttempts(), []);
    for (const number of [10, 2]) await store.createAttempt(anAttempt("nightly", number));
    await store.createAttempt(anAttempt("1.daily", 1));
    assert.deepEqual(await store.openAttempts(), [
      { build: "1.daily", attempt: 1 },
      { build: "nightly", attempt: 2 },
      { build: "nightly", attempt: 10 },
    ]);
    await store.settleAttempt("nightly", 2);
    await store.settleAttempt("nightly", 2);
    await store.settleAttempt("1.daily", 1);
    assert.deepEqual(await store.openAttempts(), [{ build: "nightly", attempt: 10 }]);
    await store.reopenAttempt("nightly", 2);
    assert.equal((await store.openAttempts()).length, 2);
  });

  test("has an attempt even if creating it was cut short right after", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    await store.createAttempt(anAttempt("first", 1));
    // The number's folder cannot be made, so the creation ends after the entry.
    mkdirSync(join(stateDir, "builds/nightly"));
    writeFileSync(join(stateDir, "builds/nightly/attempts"), "");
    await assert.rejects(store.createAttempt(anAttempt("nightly", 1)), Fault);
    assert.deepEqual(await store.openAttempts(), [
      { build: "first", attempt: 1 },
      { build: "nightly", attempt: 1 },
    ]);
  });

  test("when it is lost, names all attempts until each is settled again", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    for (const build of ["a", "b"]) await store.createAttempt(anAttempt(build, 1));
    await store.settleAttempt("a", 1);
    rmSync(join(stateDir, "open"), { recursive: true });
    mkdirSync(join(stateDir, "open.new"));
    assert.equal((await store.openAttempts()).length, 2);
    assert.equal(existsSync(join(stateDir, "open")), false);
    await store.settleAttempt("a", 1);
    assert.deepEqual(readdirSync(join(stateDir, "open")), ["1.b"]);
    rmSync(join(stateDir, "open"), { recursive: true });
    await store.createAttempt(anAttempt("c", 1));
    assert.deepEqual(readdirSync(join(stateDir, "open")), ["1.a", "1.b", "1.c"]);
    assert.equal(existsSync(join(stateDir, "open.new")), false);
  });

  test("ignores what is no attempt, and says so when it is no folder", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    await store.createAttempt(anAttempt("nightly", 1));
    for (const name of ["x", "0.nightly", "1.", "1..hidden"]) writeFileSync(join(stateDir, "open", name), "");
    assert.deepEqual(await store.openAttempts(), [{ build: "nightly", attempt: 1 }]);
    rmSync(join(stateDir, "open"), { recursive: true });
    writeFileSync(join(stateDir, "open"), "");
    await assert.rejects(store.openAttempts(), { code: "state-read-failed", status: 74 });
  });
});

describe("a forgotten build", () => {
  test("has no attempts and no name any more, but its numbers are not given again", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    for (const number of [1, 2]) await store.createAttempt(anAttempt("nightly", number));
    await store.forget("nightly", 2, held);
    assert.deepEqual([await store.attempts("nightly"), await store.buildNames()], [[], []]);
    assert.deepEqual(readdirSync(join(stateDir, "builds/nightly")), ["tombstone.json"]);
    assert.equal(await store.nextAttempt("nightly"), 3);
    await store.forget("nightly", 2, held);
    await store.createAttempt(anAttempt("nightly", 3));
    assert.deepEqual(await store.attempts("nightly"), [3]);
    await store.forget("nightly", 3, held);
    assert.equal(await store.nextAttempt("nightly"), 4);
  });

  test("is forgotten even if its removal was cut short, and can be forgotten again", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    await store.createAttempt(anAttempt("nightly", 1));
    await store.forget("nightly", 1, held);
    mkdirSync(join(stateDir, "builds/nightly/attempts/1/subruns"), { recursive: true });
    assert.deepEqual([await store.buildNames(), await store.attempts("nightly")], [["nightly"], []]);
    await store.forget("nightly", 1, held);
    assert.deepEqual(await store.buildNames(), []);
  });

  test("that never was leaves nothing behind", async (t) => {
    const stateDir = freshDir(t);
    await createStore({ stateDir }).forget("nightly", 1, held);
    assert.deepEqual(readdirSync(stateDir), []);
  });

  test("with a damaged tombstone gets no number, so that none is given twice", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    await store.createAttempt(anAttempt("nightly", 1));
    await store.forget("nightly", 1, held);
    const tombstone = join(stateDir, "builds/nightly/tombstone.json");
    writeFileSync(tombstone, "");
    await assert.rejects(store.nextAttempt("nightly"), { code: "state-read-failed", message: /is empty; write / });
    await assert.rejects(store.attempts("nightly"), { code: "state-read-failed" });
    writeFileSync(tombstone, '{"version":2}');
    await assert.rejects(store.nextAttempt("nightly"), { code: "state-newer", status: 78 });
  });
});
