import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "../../src/sources/limits.ts";
import { parseJson } from "../../src/sources/json.ts";

const objectOf = (fields: number, value = "0"): string =>
  Array.from({ length: fields }, (_, index) => `"${index}":${value}`).join(",");

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
  ["two fields of one name", "ill-formed", `{"a":[{"b":1,"c":2,"b":3}]}`, undefined],
  ["two fields of one name, once in other words", "ill-formed", `{"b":1,"\\u0062":3}`, undefined],
  ["two fields called __proto__", "ill-formed", `{"__proto__":1,"__proto__":2}`, undefined],
  ["brackets nested too deep", "limit", "[".repeat(limits.jsonDepth + 1) + "]".repeat(limits.jsonDepth + 1), undefined],
  ["an object of too many fields", "limit", `{${objectOf(limits.jsonFields + 1)}}`, undefined],
  ["an object of too many objects", "limit", `{${objectOf(limits.jsonFields + 1, "{}")}}`, undefined],
  ["too many values", "limit", `[${"1,".repeat(limits.jsonValues)}1]`, undefined],
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

  it("takes what is just within the limits", () => {
    assert.equal(parseJson("[".repeat(limits.jsonDepth) + "]".repeat(limits.jsonDepth)).ok, true);
    assert.equal(parseJson(`[{${objectOf(limits.jsonFields)}},{${objectOf(3)}}]`).ok, true);
  });

  it("takes brackets, colons, quotes and backslashes within strings for text", () => {
    const value = { 'a"': "{[,:\\", "b\\": ['\\"', "\\\\"] };
    assert.deepEqual(parseJson(JSON.stringify(value)), { ok: true, value });
  });

  it("names the limit that is hit", () => {
    const result = parseJson("[".repeat(limits.jsonDepth + 1));
    assert.equal(result.ok || result.detail, "its brackets nest deeper than 1000 (limit jsonDepth)");
  });
});
