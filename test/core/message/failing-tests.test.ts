import assert from "node:assert/strict";
import { test } from "node:test";
import { failingTests } from "../../../src/core/message/failing-tests.ts";
import type { MachineResult } from "../../../src/core/state/state.ts";
import { counts, machine } from "./message-facts.ts";

test("each machine's first failure comes before any second one", () => {
  assert.deepEqual(order([failing("a", "1", "2", "3"), failing("b", "x", "y")]), ["1", "x", "2", "y", "3"]);
});

test("a test that fails on several machines stands once, with the first one's error", () => {
  const { tests, total } = failingTests([failing("a", "login"), failing("b", "menu", "login")]);
  assert.deepEqual(tests, [
    { name: "login", message: "login on a", machines: ["a", "b"] },
    { name: "menu", message: "menu on b", machines: ["b"] },
  ]);
  assert.equal(total, 3);
});

test("namesakes on one machine are two tests", () => {
  assert.deepEqual(order([failing("a", "login", "login")]), ["login", "login"]);
});

test("failures of which only the number was kept count too", () => {
  assert.equal(failingTests([machine("a", counts(90, { failed: 87 }), [{ name: "x", message: "" }])]).total, 87);
});

function order(machines: readonly MachineResult[]): readonly string[] {
  return failingTests(machines).tests.map(({ name }) => name);
}

function failing(name: string, ...tests: readonly string[]): MachineResult {
  const listed = tests.map((title) => ({ name: title, message: `${title} on ${name}` }));
  return machine(name, counts(10, { failed: tests.length }), listed);
}
