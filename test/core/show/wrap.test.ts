import assert from "node:assert/strict";
import { test } from "node:test";
import { wrapped } from "../../../src/core/show/wrap.ts";

test("a line is broken at blanks, all but the first part indented, and no part is wider than asked", () => {
  assert.deepEqual(wrapped("- ab cd efg hi", 7, 2), ["- ab cd", "  efg", "  hi"]);
});

test("a word that is wider than asked stays whole", () => {
  assert.deepEqual(wrapped("a bcdefgh i", 4), ["a", "bcdefgh", "i"]);
});

test("a line that fits stays as it is, and so does any where no width is known", () => {
  for (const line of ["", "a  b", " a b"]) {
    assert.deepEqual(wrapped(line, 4), [line]);
    assert.deepEqual(wrapped(line, null), [line]);
  }
});
