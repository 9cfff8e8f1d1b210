import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { maxMessageLength } from "../../src/core/reports/report.ts";
import { addPiece, endOfText, tailText, type TextTail } from "../../src/sources/texttail.ts";

describe("the tail of a text", () => {
  it("keeps the end of many pieces, and never much more than that", () => {
    const tail: TextTail = { pieces: [], length: 0 };
    let whole = "";
    for (let index = 0; index < 50_000; index++) {
      addPiece(tail, `${index} `);
      whole += `${index} `;
      assert.ok(tail.length < 200 * maxMessageLength);
    }
    assert.ok(tailText(tail).length > maxMessageLength);
    assert.ok(whole.endsWith(tailText(tail)));
  });

  it("is the whole of a short text, and takes nothing from empty pieces", () => {
    const tail: TextTail = { pieces: [], length: 0 };
    for (const piece of ["a", "", "b"]) addPiece(tail, piece);
    assert.deepEqual([tailText(tail), tail.pieces.length, endOfText("ab")], ["ab", 2, "ab"]);
  });
});
