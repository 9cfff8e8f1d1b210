import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { guessKind } from "../../src/sources/reportkind.ts";

const guesses: readonly [name: string, head: string | Buffer, kind: string][] = [
  ["m1.xml", "", "junit"],
  ["M1.XML", "anything", "junit"],
  ["m1.json", "", "mochawesome"],
  ["run.log", "<testsuites>", "log"],
  ["console.txt", "", "log"],
  ["nohup.out", "", "log"],
  ["report", `<?xml version="1.0"?><testsuites>`, "junit"],
  ["report.old", `\n<j:testsuite name="a">`, "junit"],
  ["report.tmp", `{ "stats": {`, "mochawesome"],
  ["report", Buffer.from(`\ufeff<testsuites>`, "utf16le"), "junit"],
  ["console", "Running: a.cy.js", "log"],
  ["console", "", "unknown"],
  ["video", "\0\0ftyp", "unknown"],
  ["video", Buffer.from([0xff, 0xd8, 0xff]), "unknown"],
  ["index.html", "<!doctype html>", "unknown"],
  ["package.lock", `{"name":"a"}`, "unknown"],
];

describe("the kind of a file", () => {
  for (const [name, head, kind] of guesses) {
    it(`is ${kind} for ${name} beginning with ${JSON.stringify(head.toString("utf8").slice(0, 12))}`, () => {
      assert.equal(guessKind(name, Buffer.from(head)), kind);
    });
  }
});
