import assert from "node:assert/strict";
import { test } from "node:test";
import { configSchema } from "../../src/core/config.ts";
import { log } from "../../src/sources/log.ts";
import { withinMs } from "../../src/sources/timelimit.ts";
import { look, newLog } from "./logfiles.ts";

/** Tries 2^n ways for n letters that something else follows. */
const slow = "(?:(?:a+)+)";
const slowLine = `${"a".repeat(60)}!\n`;

test("a pattern that takes too long for a line makes the log unreadable, and is named", async () => {
  for (const [patterns, where] of [
    [{ markers: { killed: [slow] } }, "markers.killed"],
    [{ machines: { status: [`(?<machine>${slow}): (?<state>RUNNING)`] } }, "machines"],
  ] as const) {
    const seen = await log(newLog(`fine\n${slowLine}`), null, null, configSchema.parse(patterns), 20);
    assert.ok(seen.seen === "unreadable");
    assert.ok(seen.detail.startsWith(`a pattern of ${where} takes too long for one of its lines: `), seen.detail);
    assert.ok(seen.detail.includes(slow));
  }
});

test("a last line without end may take no longer", async () => {
  const seen = await log(newLog(slowLine.trim()), null, null, configSchema.parse({ markers: { end: [slow] } }), 20);
  assert.equal(seen.seen, "unreadable");
});

test("what was read before there was no time left stays read, and the next look goes on there", async () => {
  const patterns = configSchema.parse({ markers: { start: ["begin"], end: ["end of it"], killed: [slow] } });
  const filler = `${"x".repeat(63)}\n`.repeat(10_000);
  const file = newLog(`begin\n${filler}${slowLine}`);
  const one = await log(file, null, null, patterns, 500);
  assert.ok(one.seen === "present", JSON.stringify(one));
  const { reading } = one.fact;
  assert.deepEqual([reading.behind, reading.facts.starts, reading.facts], [true, 1, reading.whole]);
  assert.ok(reading.position.offset > 0 && reading.position.offset <= filler.length);
  const mended = await look(file, reading);
  assert.deepEqual([mended.behind, mended.facts.lines], [false, 10_002]);
});

test("work that ends in time gives what it makes, and throws what it throws", () => {
  assert.deepEqual(
    withinMs(10_000, () => 7),
    { done: true, value: 7 },
  );
  assert.throws(() => withinMs(10_000, () => assert.fail("its own error")), /its own error/);
  assert.deepEqual(
    withinMs(20, () => new RegExp(`^${slow}$`, "u").test(slowLine)),
    { done: false },
  );
});
