/* global describe, it */
const assert = require("node:assert");
const { setTimeout: wait } = require("node:timers/promises");

const machine = process.env.ATVM_MACHINE;
const lag = machine === "win-2" ? 41 : 2;

describe("replication", () => {
  it("copies 10,000 rows", () => wait(150));
  it("keeps the lag below 5 s", () => {
    assert.ok(lag < 5, `the replica on ${machine} is ${lag} s behind; allowed are 5 s`);
  });
  it("keeps every character: größer, 複製, 🚀", () => {
    assert.strictEqual(decodeURIComponent(encodeURIComponent("größer, 複製, 🚀")), "größer, 複製, 🚀");
  });
});
