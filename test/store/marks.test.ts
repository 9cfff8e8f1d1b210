import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import type { Store } from "../../src/core/ports.ts";
import { createStore } from "../../src/store/store.ts";
import { anAttempt, freshDir, keyOf } from "./samples.ts";

const key = keyOf("nightly", 1);

async function prepared(t: TestContext): Promise<{ store: Store; folder: string }> {
  const stateDir = freshDir(t);
  const store = createStore({ stateDir });
  await store.createAttempt(anAttempt("nightly", 1));
  return { store, folder: join(stateDir, "builds/nightly/attempts/1") };
}

test("the first cancel mark stands, a second one is told so", async (t) => {
  const { store } = await prepared(t);
  assert.deepEqual(await store.cancelMark(key), { seen: "absent" });
  assert.equal(await store.writeCancel(key, { at: "10:00", reason: "wrong lab" }), true);
  assert.equal(await store.writeCancel(key, { at: "10:05", reason: null }), false);
  assert.deepEqual(await store.cancelMark(key), { seen: "present", fact: { at: "10:00", reason: "wrong lab" } });
});

test("no cancel mark is left for an attempt that is not there", async (t) => {
  const { store, folder } = await prepared(t);
  await assert.rejects(store.writeCancel(keyOf("nightly", 2), { at: "10:00", reason: null }), /ENOENT/);
  await assert.rejects(store.writeCancel(keyOf("nightly", 2, "linux"), { at: "10:00", reason: null }), /ENOENT/);
  assert.deepEqual(readdirSync(join(folder, "..")), ["1"]);
});

const byHand: readonly [title: string, make: (file: string) => void][] = [
  ["an empty file", (file) => writeFileSync(file, "")],
  ["any text", (file) => writeFileSync(file, "stop it")],
  ["a folder", (file) => mkdirSync(file)],
  ["a dangling link", (file) => symlinkSync("nowhere", file)],
];
for (const [title, make] of byHand) {
  test(`a cancel mark made by hand as ${title} counts, and is no damage`, async (t) => {
    const { store, folder } = await prepared(t);
    make(join(folder, "cancelled.json"));
    const mark = { seen: "present", fact: { at: null, reason: null } };
    assert.deepEqual(await store.cancelMark(key), mark);
    const { own, damage } = await store.load("nightly", 1);
    assert.deepEqual([own?.cancelled, damage], [mark, []]);
    assert.equal(await store.writeCancel(key, { at: "10:00", reason: null }), false);
  });
}

test("a cancel mark that cannot be looked at is neither there nor absent", async (t) => {
  const { store, folder } = await prepared(t);
  rmSync(folder, { recursive: true });
  symlinkSync("1", folder);
  assert.equal((await store.cancelMark(key)).seen, "unreadable");
});

test("marks set aside no longer count, and each is kept under a name of its own", async (t) => {
  const { store, folder } = await prepared(t);
  for (const reason of ["first", "second"]) {
    await store.writeCancel(key, { at: "10:00", reason });
    writeFileSync(join(folder, "exit.json"), "damaged");
    await store.setAside(key);
  }
  mkdirSync(join(folder, "cancelled.json"));
  await store.setAside(key);
  assert.deepEqual(await store.cancelMark(key), { seen: "absent" });
  const aside = [1, 2, 3].map((number) => `cancelled.json.${number}.aside`);
  assert.deepEqual(readdirSync(folder), [...aside, "exit.json.1.aside", "exit.json.2.aside", "state.json"]);
  assert.match(readFileSync(join(folder, "cancelled.json.1.aside"), "utf8"), /first/);
});

test("a name once used aside is not used again, even if others were removed", async (t) => {
  const { store, folder } = await prepared(t);
  writeFileSync(join(folder, "cancelled.json.7.aside"), "");
  await store.writeCancel(key, { at: "10:00", reason: null });
  await store.setAside(key);
  assert.ok(readdirSync(folder).includes("cancelled.json.8.aside"));
});
