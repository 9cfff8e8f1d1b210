import assert from "node:assert/strict";
import { test } from "node:test";
import { createLineCutter, maxLineBytes } from "../../src/sources/linecutter.ts";

test("a line is cut where it becomes too long, however many chunks it comes in", () => {
  const cutter = createLineCutter("utf-8");
  const lines: string[] = [];
  const chunk = Buffer.from("x".repeat(maxLineBytes - 10));
  for (const part of [chunk, chunk, Buffer.from("\nshort\n")]) cutter.take(part, (line) => lines.push(line));
  assert.deepEqual(lines, ["x".repeat(maxLineBytes), "short"]);
});

test("a line without end is kept as far as it may be long, and all of its bytes are counted", () => {
  const cutter = createLineCutter("utf-16le");
  const chunk = Buffer.from("ä".repeat(maxLineBytes), "utf-16le");
  cutter.take(chunk, () => assert.fail("no line has ended"));
  assert.deepEqual(cutter.rest(), { line: "ä".repeat(maxLineBytes / 2), bytes: chunk.length });
});

test("a begun line does not change when its chunk's memory is used again", () => {
  const cutter = createLineCutter("utf-8");
  const chunk = Buffer.from("begun");
  cutter.take(chunk, () => undefined);
  chunk.fill("x");
  assert.deepEqual(cutter.rest(), { line: "begun", bytes: 5 });
});
