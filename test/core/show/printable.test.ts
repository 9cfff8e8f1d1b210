import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { printable } from "../../../src/core/show/printable.ts";

describe("A path for a terminal", () => {
  test("keeps letters of every script, spaces and symbols", () => {
    for (const text of ["xml/nightly_m1.xml", "夜间 ünï ✔ 👍🏽", "{a} \\ *"]) assert.equal(printable(text), text);
  });

  test("shows escape sequences and line breaks by their numbers", () => {
    assert.equal(printable("a\u001b[31mb\nc\u009b2J\u2028"), "a\\u{1b}[31mb\\u{a}c\\u{9b}2J\\u{2028}");
  });

  test("shows what turns or hides text", () => {
    assert.equal(printable("gpj.\u202exml\u200b"), "gpj.\\u{202e}xml\\u{200b}");
  });

  test("never holds a control character, whatever the path holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.doesNotMatch(printable(text), /[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
      }),
    );
  });
});
