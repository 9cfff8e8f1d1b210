import assert from "node:assert/strict";
import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createStore } from "../../src/store/store.ts";
import { freshDir } from "./samples.ts";

const trouble = {
  at: "2026-11-23T10:00:00.000Z",
  text: "the server did not answer in 10 s",
  probes: 2,
  nextAt: null,
};

test("trouble is remembered until it is over", async (t) => {
  const stateDir = freshDir(t);
  const store = createStore({ stateDir });
  assert.equal(await store.trouble(), null);
  await store.saveTrouble(trouble);
  assert.deepEqual(await store.trouble(), trouble);
  await store.saveTrouble(null);
  await store.saveTrouble(null);
  assert.equal(await store.trouble(), null);
  assert.deepEqual(readdirSync(stateDir), []);
});

test("a damaged file means trouble since it was written, and is kept when the trouble is over", async (t) => {
  const stateDir = freshDir(t);
  const store = createStore({ stateDir });
  const file = join(stateDir, "mattermost.json");
  writeFileSync(file, "half");
  utimesSync(file, new Date(trouble.at), new Date(trouble.at));
  assert.deepEqual(await store.trouble(), {
    at: trouble.at,
    text: `${file} is not a whole JSON object`,
    probes: 0,
    nextAt: null,
  });
  await store.saveTrouble(null);
  assert.equal(await store.trouble(), null);
  assert.equal(readFileSync(`${file}.1.aside`, "utf8"), "half");
});

test("what a newer release knows of trouble stops this one, and is not touched", async (t) => {
  const stateDir = freshDir(t);
  const store = createStore({ stateDir });
  writeFileSync(join(stateDir, "mattermost.json"), '{"version":2}');
  await assert.rejects(store.trouble(), { code: "state-newer", status: 78 });
  await assert.rejects(store.saveTrouble(null), { code: "state-newer", status: 78 });
  assert.deepEqual(readdirSync(stateDir), ["mattermost.json"]);
});
