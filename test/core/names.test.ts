import assert from "node:assert/strict";
import { test } from "node:test";
import { nameFault, quoted } from "../../src/core/names.ts";

for (const name of [
  "nightly",
  "nightly 2",
  "a.b",
  "ä€😀",
  "*?[a]",
  "a\\b",
  "$(rm)",
  "con",
  "a".repeat(120),
  "{group}",
]) {
  test(`${quoted(name)} is a fine name`, () => assert.equal(nameFault(name), undefined));
}

for (const [name, fault] of [
  ["", "is empty"],
  [" \u00a0", "is empty"],
  [".", "starts with a dot"],
  ["..", "starts with a dot"],
  [".hidden", "starts with a dot"],
  ["--json", "starts with a dash, like an option"],
  ["a/b", "contains a slash"],
  ["../x", "starts with a dot"],
  ["a\nb", "contains a control character"],
  ["a\u0000b", "contains a control character"],
  ["a\u007f", "contains a control character"],
  ["a\u0085b", "contains a control character"],
  ["a\u2028b", "contains a character that is not valid text"],
  ["a\ud800b", "contains a character that is not valid text"],
  ["a".repeat(121), "is 121 bytes long, more than 120"],
  ["ä".repeat(61), "is 122 bytes long, more than 120"],
] as const) {
  test(`${quoted(name)} is refused: it ${fault}`, () => assert.equal(nameFault(name), fault));
}

test("a name in an error message is quoted on one line and cut", () => {
  assert.equal(quoted('a"b\nc\u001b'), '"a\\"b\\nc\\u001b"');
  assert.equal(quoted("a\u007fb\u009bc"), '"a\\u007fb\\u009bc"');
  assert.equal(quoted("x".repeat(61)), `"${"x".repeat(60)}…"`);
});
