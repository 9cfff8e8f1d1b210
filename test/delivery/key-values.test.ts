import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseKeyValues } from "../../src/delivery/key-values.ts";

const lines: readonly [string, string, Record<string, string>][] = [
  ["a plain value", "A=b", { A: "b" }],
  ["an exported value", "export A=b", { A: "b" }],
  ["blanks around everything", "  A = b  ", { A: "b" }],
  ["a value in double quotes", 'A="b c"', { A: "b c" }],
  ["a value in single quotes", "A='b \"c\"'", { A: 'b "c"' }],
  ["a quoted value with a comment", 'A="b # c" # "d"', { A: "b # c" }],
  ["a comment after a value", "A=b # c", { A: "b" }],
  ["a # inside a word", "A=b#c", { A: "b#c" }],
  ["a value that begins with #", "A=#runs", { A: "#runs" }],
  ["a comment instead of a value", "A= # none", { A: "" }],
  ["an = in the value", "A=b=c", { A: "b=c" }],
  ["an empty value", "A=", { A: "" }],
  ["empty quotes", "A=''", { A: "" }],
  ["a quote that is never closed", 'A="b', { A: '"b' }],
  ["a commented line", "# A=b", {}],
  ["a line that is no assignment", "hello there\n1A=b\nA", {}],
  ["Windows line ends and a byte order mark", "\uFEFFA=b\r\nC='d'\r\n", { A: "b", C: "d" }],
  ["a key given twice", "A=b\nA=c", { A: "c" }],
];

for (const [title, text, values] of lines) {
  test(`${title} is read as a shell would`, () => {
    assert.deepEqual(Object.fromEntries(parseKeyValues(text)), values);
  });
}

test("any value without line breaks and quotes survives in quotes", () => {
  const value = fc.string({ unit: "grapheme" }).filter((text) => !/["\r\n\u2028\u2029]/.test(text));
  fc.assert(
    fc.property(value, (text) => {
      assert.equal(parseKeyValues(`KEY="${text}"`).get("KEY"), text);
    }),
  );
});
