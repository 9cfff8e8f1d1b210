import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseJson } from "../../src/sources/json.ts";

const faulty: readonly [title: string, why: string, text: string, value: unknown][] = [
  ["a number alone", "not-a-report", "1", undefined],
  ["plain text", "not-a-report", "npm ERR! {", undefined],
  ["an object cut within a string", "cut", `{"a":[1,"b\\`, { a: [1] }],
  ["an object cut within a key", "cut", `{"a":{"b":null},"c`, { a: { b: null } }],
  ["an object cut after a key", "cut", `{"a":1,"b":`, { a: 1 }],
  ["a string with brackets before the cut", "cut", `{"a":"}]\\"","b":[`, { a: `}]"`, b: [] }],
  ["an opening bracket alone", "cut", "[", []],
  ["a second document", "trailing", `{"a":1}{"b":2}`, { a: 1 }],
  ["text after the end", "trailing", `[1] done`, [1]],
  ["the rest of an older, longer file", "trailing", `{"a":1}ld":2}`, { a: 1 }],
  ["a comma too many", "ill-formed", `{"a":1,}`, undefined],
  ["names without quotes", "ill-formed", `{a:1,b:[2`, undefined],
  ["brackets that cross", "ill-formed", `{"a":[1}]`, undefined],
  ["a raw control character", "ill-formed", `{"a":"\u0007"}`, undefined],
];

describe("parsing JSON", () => {
  it("takes objects and arrays with white space around them", () => {
    assert.deepEqual(parseJson(` {"a":[1]}\n`), { ok: true, value: { a: [1] } });
  });

  for (const [title, why, text, value] of faulty) {
    it(`calls ${title} ${why}`, () => {
      const result = parseJson(text);
      assert.deepEqual(result.ok ? "whole" : [result.why, result.value], [why, value]);
    });
  }

  it("survives a nesting deep enough to exhaust a stack", () => {
    const [open, closed] = ["[".repeat(200_000), "]".repeat(200_000)];
    assert.equal(parseJson(open + closed).ok, true);
    assert.equal(parseJson(open).ok, false);
  });
});
