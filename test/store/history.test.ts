import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { HistoryLine } from "../../src/core/ports.ts";
import { createStore } from "../../src/store/store.ts";
import { freshDir, keyOf } from "./samples.ts";

const megabyte = 1024 * 1024;

function line(event: string): HistoryLine {
  return { ...keyOf("nightly", 1), at: "2026-11-23T10:00:00.000Z", event, text: "two\nlines" };
}

function eventsIn(file: string): readonly string[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((text) => (JSON.parse(text) as HistoryLine).event);
}

test("history grows by one line of JSON at a time", async (t) => {
  const stateDir = freshDir(t);
  const store = createStore({ stateDir });
  for (const event of ["registered", "posted"]) await store.history(line(event));
  assert.deepEqual(eventsIn(join(stateDir, "history.jsonl")), ["registered", "posted"]);
  assert.equal(statSync(join(stateDir, "history.jsonl")).mode & 0o777, 0o600);
});

test("a line cut off by a crash does not spoil the next one", async (t) => {
  const stateDir = freshDir(t);
  const file = join(stateDir, "history.jsonl");
  writeFileSync(file, '{"event":"cut o');
  await createStore({ stateDir }).history(line("posted"));
  assert.match(readFileSync(file, "utf8"), /^\{"event":"cut o\n\{.*"event":"posted".*\}\n$/);
});

test("a history of 5 MiB is put away, and three of those are kept", async (t) => {
  const stateDir = freshDir(t);
  const file = join(stateDir, "history.jsonl");
  const store = createStore({ stateDir });
  for (const filling of ["a", "b", "c", "d"]) {
    writeFileSync(file, `${filling.repeat(5 * megabyte - 1)}\n`);
    await store.history(line(`after ${filling}`));
    assert.deepEqual(eventsIn(file), [`after ${filling}`]);
  }
  const kept = [1, 2, 3].map((number) => readFileSync(`${file}.${number}`, "utf8").slice(0, 1));
  assert.deepEqual(kept, ["d", "c", "b"]);
  assert.equal(existsSync(`${file}.4`), false);
});

test("a history just short of 5 MiB is not put away yet", async (t) => {
  const stateDir = freshDir(t);
  const file = join(stateDir, "history.jsonl");
  writeFileSync(file, `${"a".repeat(5 * megabyte - 2)}\n`);
  await createStore({ stateDir }).history(line("posted"));
  assert.equal(existsSync(`${file}.1`), false);
});

test("a history that cannot be written is said to be so", async (t) => {
  const stateDir = freshDir(t);
  mkdirSync(join(stateDir, "history.jsonl"));
  await assert.rejects(createStore({ stateDir }).history(line("posted")), { code: "state-write-failed", status: 74 });
});
