import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

/** In MiB, for all objects and the text; the bytes of a file come on top. Without bounds the readers need gigabytes. */
const heap = 128;

const limit = (name: string, what: string): string => `limit: ${what} (limit ${name})`;

const expected: readonly [what: string, says: string][] = [
  ["references without end", "final, 1 tests"],
  ["references by number", "final, 1 tests"],
  ["a name made of references", "final, 1 tests"],
  ["pieces of text without end", "final, 1 tests"],
  ["attributes without end", limit("attributes", "it has an element with more than 256 attributes")],
  ["an element's name without end", limit("markupName", "it has a name in its markup longer than 1000 characters")],
  ["millions of tests", "final, 1525199 tests"],
  ["elements nested without end", limit("depth", "its elements nest deeper than 256")],
  ["brackets nested without end", limit("jsonDepth", "its brackets nest deeper than 1000")],
  ["millions of empty objects", limit("jsonValues", "it has more than 4000000 values")],
  ["millions of empty tests", limit("jsonValues", "it has more than 4000000 values")],
  ["fields without end", limit("jsonFields", "it has an object with more than 10000 fields")],
  ["a string without end", "cut: it is cut: its end is missing"],
];

test(`hostile reports of 16 MiB are read or refused within ${heap} MiB of memory`, () => {
  const args = [`--max-old-space-size=${heap}`, "--import", "tsx", "test/sources/hostile.ts"];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.deepEqual({ status, signal }, { status: 0, signal: null }, stderr);
  const told = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  assert.deepEqual(told, expected);
});
