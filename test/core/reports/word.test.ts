import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { replaceWord } from "../../../src/core/reports/word.ts";

const cases: readonly [title: string, text: string, word: string, replaced: string][] = [
  ["a word between separators", "xml/nightly_m1", "nightly", "xml/<nightly>_m1"],
  ["each of several places", "m1/nightly_m1", "m1", "<m1>/nightly_<m1>"],
  ["a word in capitals, as it stands there", "xml/Nightly", "nightly", "xml/<Nightly>"],
  ["no word that goes on with a letter", "nightlys nightlyä", "nightly", "nightlys nightlyä"],
  ["no word that begins in the middle of one", "xnightly 1nightly", "nightly", "xnightly 1nightly"],
  ["a word behind one that only begins like it", "m12-m1", "m1", "m12-<m1>"],
  ["a word with separators of its own", "a-lnx-01-b", "lnx-01", "a-<lnx-01>-b"],
  ["a word of which small letters are longer, as it is written", "x İ y", "İ", "x <İ> y"],
  ["no place within the one before it", "a-a-a", "a-a", "<a-a>-a"],
  ["a word full of expression characters", "a (b+) c", "(b+)", "a <(b+)> c"],
  ["nothing for no word", "abc", "", "abc"],
];

describe("Replacing a word", () => {
  for (const [title, text, word, replaced] of cases) {
    test(`finds ${title}`, () => assert.equal(replaceWord(text, word, mark), replaced));
  }

  test("leaves any text as it is when the word is put back", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 3 }), (text, word) => {
        assert.equal(
          replaceWord(text, word, (found) => found),
          text,
        );
      }),
    );
  });
});

function mark(found: string): string {
  return `<${found}>`;
}
