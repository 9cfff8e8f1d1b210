import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { configSchema } from "../../../src/core/config.ts";
import { fold } from "./foldlog.ts";

describe("Machines", () => {
  test("an announcement names them once each, in order", () => {
    assert.deepEqual(fold("Machines (3): vm-b, vm-a, vm-b").machines, ["vm-b", "vm-a"]);
    assert.deepEqual(fold("machines: vm1 vm2\nmachines: vm3").machines, ["vm1", "vm2", "vm3"]);
    assert.deepEqual(fold("machines: host one; host two").machines, ["host one", "host two"]);
  });

  test("the newest status line of each wins, also in a table", () => {
    const facts = fold("machine a: RUNNING\n[12:00:01] Machine b: not started\n│ machine a: passed │");
    assert.deepEqual(facts.statuses, { a: "PASSED", b: "NOT STARTED" });
    assert.deepEqual(facts.machines, ["a", "b"]);
  });

  test("a configured status may write a state with dashes; a word that is no state only names the machine", () => {
    const lines = configSchema.parse({ machines: { status: ["(?<machine>\\S+) is (?<state>.+)"] } });
    assert.deepEqual(fold("a is not-started\nb is happy", lines).statuses, { a: "NOT STARTED" });
    assert.deepEqual(fold("a is not-started\nb is happy", lines).machines, ["a", "b"]);
  });

  test("names that cannot be used are left out", () => {
    const facts = fold(`machines: ../etc, .hidden, ${"x".repeat(121)}, ok, \nmachine a/b: PASSED`);
    assert.deepEqual(facts.machines, ["ok"]);
    assert.deepEqual(facts.statuses, {});
  });

  test("names that JavaScript's objects have by themselves are names like any other", () => {
    const facts = fold("machine constructor: PASSED\nmachine __proto__: FAILED");
    assert.deepEqual(Object.entries(facts.statuses), [
      ["constructor", "PASSED"],
      ["__proto__", "FAILED"],
    ]);
  });

  test("no more than a thousand are kept", () => {
    const lines = Array.from({ length: 1_100 }, (_, index) => `machine vm${index}: RUNNING`);
    const facts = fold(lines.join("\n"));
    assert.equal(facts.machines.length, 1_000);
    assert.equal(Object.keys(facts.statuses).length, 1_000);
  });
});
