import assert from "node:assert/strict";
import { test } from "node:test";
import { parseChannel } from "../../src/core/channel.ts";

const good: readonly [string, string][] = [
  ["atvm-runs", "atvm-runs"],
  ["~atvm-runs", "atvm-runs"],
  ["#atvm-runs", "atvm-runs"],
  ["@someone", "@someone"],
];

for (const [text, name] of good) {
  test(`${text} is the channel ${name}`, () => {
    assert.deepEqual(parseChannel(text), { ok: true, value: name });
  });
}

for (const text of ["", "~", "ATVM Runs", "atvm\nruns", "atvm\u200bruns", "atvm\u0000"]) {
  test(`${JSON.stringify(text)} is no channel`, () => {
    assert.equal(parseChannel(text).ok, false);
  });
}
