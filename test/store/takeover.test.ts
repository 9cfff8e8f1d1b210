import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { realFileSystem, type FileSystem } from "../../src/store/filesystem.ts";
import { createStore } from "../../src/store/store.ts";
import { anAttempt, aSubRun, freshDir, held, keyOf, now } from "./samples.ts";

describe("states", () => {
  test("are saved by nobody who has lost the lock", async (t) => {
    const store = createStore({ stateDir: freshDir(t) });
    await store.createAttempt(anAttempt("nightly", 1));
    const changed = { ...anAttempt("nightly", 1), foreignGone: now };
    await assert.rejects(store.saveAttempt(changed, { compromised: () => true }), { code: "lock-lost", status: 75 });
    assert.deepEqual((await store.load("nightly", 1)).state, anAttempt("nightly", 1));
  });

  for (const group of [null, "linux"]) {
    const what = group === null ? "an attempt" : "a group";
    test(`frozen between its look at the lock and its write, nobody writes an older state of ${what} over a newer`, async (t) => {
      const stateDir = freshDir(t);
      const newer = createStore({ stateDir });
      const key = keyOf("nightly", 1, "linux");
      let lost = false;
      const fileSystem: FileSystem = {
        ...realFileSystem,
        rename: async (from, to) => {
          await newer.takeOver("nightly", 1);
          lost = true;
          if (group === null) await newer.saveAttempt({ ...anAttempt("nightly", 1), foreignGone: now }, held);
          else await newer.saveSubRun(key, { ...aSubRun("linux"), accepted: "by the newer" }, held);
          await realFileSystem.rename(from, to);
        },
      };
      const frozen = createStore({ stateDir, fileSystem });
      await newer.createAttempt(anAttempt("nightly", 1));
      await newer.saveSubRun(key, aSubRun("linux"), held);
      const lock = { compromised: () => lost };
      const late =
        group === null
          ? frozen.saveAttempt(anAttempt("nightly", 1), lock)
          : frozen.saveSubRun(key, aSubRun("linux"), lock);
      await assert.rejects(late, { code: "lock-lost" });
      const { state, subRuns } = await newer.load("nightly", 1);
      assert.deepEqual(
        group === null ? state?.foreignGone : subRuns[0]?.memory.accepted,
        group === null ? now : "by the newer",
      );
    });
  }
});

describe("forgetting", () => {
  test("leaves what was registered since: only attempts up to the last that was seen are forgotten", async (t) => {
    const store = createStore({ stateDir: freshDir(t) });
    for (const number of [1, 2, 3]) await store.createAttempt(anAttempt("nightly", number));
    await store.forget("nightly", 2, held);
    assert.deepEqual(await store.attempts("nightly"), [3]);
    assert.deepEqual((await store.load("nightly", 3)).state, anAttempt("nightly", 3));
  });

  test("is done by nobody who has lost the lock, also if frozen after the look at it", async (t) => {
    const stateDir = freshDir(t);
    const store = createStore({ stateDir });
    await store.createAttempt(anAttempt("nightly", 1));
    await assert.rejects(store.forget("nightly", 1, { compromised: () => true }), { code: "lock-lost" });
    let lost = false;
    const fileSystem: FileSystem = {
      ...realFileSystem,
      rename: async (from, to) => {
        lost = true;
        await store.takeOver("nightly", 1);
        await realFileSystem.rename(from, to);
      },
    };
    const frozen = createStore({ stateDir, fileSystem });
    await assert.rejects(frozen.forget("nightly", 1, { compromised: () => lost }), { code: "lock-lost" });
    assert.deepEqual(await store.attempts("nightly"), [1]);
  });
});
