import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readMochawesome } from "../../src/sources/mochawesome.ts";
import { limits } from "../../src/sources/limits.ts";

const refused: readonly [title: string, why: string, text: string][] = [
  ["an empty file", "empty", ""],
  ["white space", "empty", "\n"],
  ["a cut file", "cut", `{"stats":{},"results":[{"tests":[`],
  ["a second document", "trailing", `{"stats":{},"results":[]}{}`],
  ["broken JSON", "ill-formed", `{"stats":{},"results":[],}`],
  ["other JSON", "not-a-report", `{"name":"cypress"}`],
  ["results of something else", "not-a-report", `{"results":[{"ruleId":1}]}`],
  ["a list", "not-a-report", "[]"],
  [
    "a Playwright report without a test",
    "not-a-report",
    `{"config":{},"suites":[],"errors":[],"stats":{"expected":0}}`,
  ],
  ["results that are no suites", "ill-formed", `{"stats":{},"results":[{"ruleId":1}]}`],
  ["tests that are no list", "ill-formed", `{"stats":{},"results":[{"tests":{}}]}`],
  ["a test that is none", "ill-formed", `{"stats":{},"results":[{"tests":[null]}]}`],
  [
    "tests of which neither they nor the stats tell how they ended",
    "inconclusive",
    `{"stats":{"tests":2,"passes":1,"failures":0},"results":[{"tests":[{"state":"passed"},{"state":null}]}]}`,
  ],
  [
    "a run in parallel, of which no test is listed",
    "inconclusive",
    `{"stats":{"tests":2,"passes":2},"results":[false]}`,
  ],
  ["a nested suite that is none", "ill-formed", `{"stats":{},"results":[{"suites":["a"]}]}`],
  [
    "suites nested too deep",
    "limit",
    `{"stats":{},"results":[${`{"suites":[`.repeat(limits.depth + 1)}${"]}".repeat(limits.depth + 1)}]}`,
  ],
  [
    "suites nested deep enough to exhaust a stack",
    "limit",
    `{"stats":{},"results":[${`{"suites":[`.repeat(99_999)}${"]}".repeat(99_999)}]}`,
  ],
];

describe("a mochawesome report", () => {
  for (const [title, why, text] of refused) {
    it(`is not read from ${title}`, () => {
      const reading = readMochawesome(text);
      assert.equal(reading.final || reading.why, why);
    });
  }
});
