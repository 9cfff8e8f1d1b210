import assert from "node:assert/strict";
import { test } from "node:test";
import { formatSecond, formatTime } from "../../src/core/zone.ts";

test("a time is shown in its zone, which is named", () => {
  assert.equal(formatTime("2026-11-23T02:10:59.000Z", 60), "2026-11-23 03:10 UTC+01:00");
  assert.equal(formatTime("2026-11-23T02:10:00Z", -210), "2026-11-22 22:40 UTC-03:30");
  assert.equal(formatTime("2026-11-23T02:10:00Z", 0), "2026-11-23 02:10 UTC");
});

test("within a sentence the seconds are told, for a wait may be a minute", () => {
  assert.equal(formatSecond("2026-11-23T02:10:59.999Z"), "2026-11-23 02:10:59 UTC");
  assert.equal(formatSecond("soon"), "soon");
});

test("what is no time is not shown", () => {
  assert.equal(formatTime("soon", 60), "");
});
