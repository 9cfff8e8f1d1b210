import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprint, outcomesOf, packOutcomes, testFingerprint } from "../../../src/core/reports/fingerprint.ts";

test("a fingerprint is at most eleven digits, whatever it stands for", () => {
  for (const text of ["", "a", "ä😀", "x".repeat(10_000)]) assert.match(fingerprint(text), /^[0-9a-z]{1,11}$/);
});

test("a hundred thousand titles that differ little have fingerprints that all differ", () => {
  const prints = Array.from({ length: 100_000 }, (_, number) => fingerprint(`suite › backs up volume ${number}`));
  assert.equal(new Set(prints).size, prints.length);
});

test("a title has one fingerprint, however white space and control characters were written", () => {
  assert.equal(testFingerprint("a  b\n\tc \u0000"), testFingerprint("a b c"));
  assert.equal(testFingerprint(" a\ufffeb\uffff"), testFingerprint("a b"));
  assert.notEqual(testFingerprint("ab"), testFingerprint("a b"));
});

test("packed outcomes tell each test by how it ended", () => {
  const packed = packOutcomes([
    ["one", "passed"],
    ["two", "failed"],
    ["three", "skipped"],
    ["four", "failed"],
  ]);
  assert.deepEqual(outcomesOf(packed, "passed"), new Set([testFingerprint("one")]));
  assert.deepEqual(outcomesOf(packed, "failed"), new Set([testFingerprint("two"), testFingerprint("four")]));
  assert.deepEqual(outcomesOf("", "passed"), new Set());
});
