import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { prepared } from "./prepared.ts";
import { aClaim, anOutcome, aPosted, keyOf } from "./samples.ts";

describe("what is known of a delivery", () => {
  const key = keyOf("nightly", 1);

  test("is each try with how it was settled", async (t) => {
    const { store } = await prepared(t);
    await store.settle(key, 1, anOutcome("not-sent"));
    await store.claim(key, aClaim(2));
    const tries = [
      { claim: aClaim(1), outcome: anOutcome("not-sent") },
      { claim: aClaim(2), outcome: null },
    ];
    assert.deepEqual(await store.delivery(key), { posted: null, tries, looked: null, damaged: [] });
  });

  test("is nothing for a scope that has no folder yet", async (t) => {
    const { store } = await prepared(t);
    assert.deepEqual(await store.delivery(keyOf("nightly", 1, "new")), {
      posted: null,
      tries: [],
      looked: null,
      damaged: [],
    });
  });

  const postedForms: readonly [title: string, make: (file: string) => void][] = [
    ["an empty file", (file) => writeFileSync(file, "")],
    ["a folder", (file) => mkdirSync(file)],
    ["a dangling link", (file) => symlinkSync("nowhere", file)],
    ["of a newer release", (file) => writeFileSync(file, '{"version":9}')],
  ];
  for (const [title, make] of postedForms) {
    test(`says posted when posted.json is ${title}`, async (t) => {
      const { store, folder } = await prepared(t);
      make(join(folder, "posted.json"));
      assert.deepEqual((await store.delivery(key)).posted, { at: null });
      assert.deepEqual((await store.load("nightly", 1)).damage, []);
      assert.equal(await store.claim(key, aClaim(2)), false);
    });
  }

  test("tells when it was posted", async (t) => {
    const { store } = await prepared(t);
    await store.posted(key, aPosted);
    await store.posted(key, { ...aPosted, at: "later" });
    assert.deepEqual((await store.delivery(key)).posted, { at: aPosted.at });
  });

  const flawed: readonly [title: string, make: (folder: string) => void, damaged: readonly string[]][] = [
    ["a try is missing in between", (folder) => copyTry(folder, "try-3.json", 3), ["try-2.json"]],
    ["a try says it is another", (folder) => copyTry(folder, "try-2.json", 7), ["try-2.json"]],
    ["an outcome has no claim", (folder) => writeFileSync(join(folder, "try-2.outcome.json"), outcome), ["try-2.json"]],
    [
      "an outcome cannot be read",
      (folder) => writeFileSync(join(folder, "try-1.outcome.json"), "{"),
      ["try-1.outcome.json"],
    ],
    ["a try has a strange name", (folder) => writeFileSync(join(folder, "try-1.json.bak"), ""), ["try-1.json.bak"]],
  ];
  for (const [title, make, damaged] of flawed) {
    test(`is damaged when ${title}`, async (t) => {
      const { store, folder } = await prepared(t);
      make(folder);
      assert.deepEqual((await store.delivery(key)).damaged, damaged);
      assert.equal((await store.load("nightly", 1)).damage.length, damaged.length);
    });
  }

  test("is damaged when its folder cannot be looked into", async (t) => {
    const { store, folder } = await prepared(t);
    rmSync(join(folder, "subruns/linux"), { recursive: true });
    symlinkSync("linux", join(folder, "subruns/linux"));
    assert.deepEqual((await store.delivery(keyOf("nightly", 1, "linux"))).damaged, ["posted.json", "."]);
  });
});

const outcome = JSON.stringify(anOutcome("not-sent"));

function copyTry(folder: string, name: string, tryNumber: number): void {
  writeFileSync(join(folder, name), JSON.stringify(aClaim(tryNumber)));
}
