import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { clean, codePoints, cut, oneLine } from "../../src/core/text.ts";
import { hostileText } from "./message/hostile.ts";

test("terminal sequences go whole, also those that set a title or are cut short", () => {
  assert.equal(clean("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u009b2Ky\u001b"), "red xy");
});

test("emoji made of several characters stay whole", () => {
  assert.equal(clean("👩‍💻 🏳️‍🌈"), "👩‍💻 🏳️‍🌈");
});

test("prose loses runs of white space and what surrounds it", () => {
  assert.equal(oneLine("  a \n\t b  "), "a b");
});

test("clean text has neither line breaks nor control characters, and cleaning again changes nothing", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      assert.doesNotMatch(clean(text), /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\u2424]/u);
      assert.equal(clean(clean(text)), clean(text));
    }),
  );
});

test("a text that fits is not cut", () => {
  assert.equal(cut("😀😀😀", 3), "😀😀😀");
});

test("a long text keeps its start, or of an error the end", () => {
  assert.equal(cut("😀bcde", 3), "😀b…");
  assert.equal(cut("abcd😀", 3, "end"), "…d😀");
});

test("a cut at the end leaves no accent without its letter", () => {
  assert.equal(cut("aaae\u0301z", 3, "end"), "…z");
});

test("a cut text is never longer than asked for and holds only what was there", () => {
  fc.assert(
    fc.property(hostileText(), fc.integer({ min: 2, max: 20 }), fc.constantFrom("start", "end"), (text, max, keep) => {
      const shown = cut(text, max, keep);
      assert.ok(codePoints(shown) <= max);
      const rest = keep === "start" ? shown.replace(/…$/u, "") : shown.replace(/^…/u, "");
      assert.ok(keep === "start" ? text.startsWith(rest) : text.endsWith(rest));
    }),
  );
});
