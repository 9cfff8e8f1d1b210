import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decode } from "../../src/sources/decode.ts";

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

const readable: readonly [title: string, bytes: Buffer, text: string][] = [
  ["UTF-8 without any mark", Buffer.from("größe 🙈"), "größe 🙈"],
  ["UTF-8 behind a byte order mark", Buffer.from("\ufeff<a/>"), "<a/>"],
  ["UTF-16 little endian", Buffer.from("\ufeffgröße 🙈", "utf16le"), "größe 🙈"],
  ["UTF-16 big endian", utf16be("\ufeffgröße 🙈"), "größe 🙈"],
  [
    "Latin-1 as declared",
    latin1(`<?xml version="1.0" encoding="ISO-8859-1"?>größe`),
    `<?xml version="1.0" encoding="ISO-8859-1"?>größe`,
  ],
  [
    "US-ASCII as declared",
    latin1(`<?xml version='1.0' encoding='us-ascii'?>a`),
    `<?xml version='1.0' encoding='us-ascii'?>a`,
  ],
  [
    "UTF-16 with a mark against its declaration",
    Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>`, "utf16le"),
    `<?xml version="1.0" encoding="utf-8"?>`,
  ],
  ["an empty file", Buffer.alloc(0), ""],
];

const unreadable: readonly [title: string, bytes: Buffer, why: string][] = [
  ["bytes that are not UTF-8", latin1("größe"), "ill-formed"],
  ["UTF-8 that encodes a surrogate", Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x61]), "ill-formed"],
  ["UTF-16 with a lone surrogate", Buffer.from([0xff, 0xfe, 0x00, 0xdc, 0x61, 0x00]), "ill-formed"],
  ["declared UTF-16 that is none", latin1(`<?xml version="1.0" encoding="UTF-16"?><a/>`), "ill-formed"],
  ["a declared encoding nobody knows", latin1(`<?xml version="1.0" encoding="EBCDIC-9"?><a/>`), "unreadable"],
  ["half a byte order mark", Buffer.from([0xef, 0xbb]), "cut"],
];

describe("the text of a report", () => {
  for (const [title, bytes, text] of readable) {
    it(`is read from ${title}`, () => assert.deepEqual(decode(bytes), { ok: true, text, whole: true }));
  }

  for (const [title, bytes, why] of unreadable) {
    it(`is not guessed from ${title}`, () => {
      const decoded = decode(bytes);
      assert.equal(decoded.ok ? decoded.text : decoded.why, why);
    });
  }

  it("leaves out a last character that is cut, and says so", () => {
    assert.deepEqual(decode(Buffer.from("größe").subarray(0, 3)), { ok: true, text: "gr", whole: false });
    assert.deepEqual(decode(Buffer.from([0xff, 0xfe, 0x61, 0, 0x62])), { ok: true, text: "a", whole: false });
    assert.deepEqual(decode(Buffer.from("\ufeffa🙈", "utf16le").subarray(0, 6)), { ok: true, text: "a", whole: false });
  });
});
