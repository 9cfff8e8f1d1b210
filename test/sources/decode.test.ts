import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decode } from "../../src/sources/decode.ts";

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

const declaring = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>`;
const windows1252 = (name: string): Buffer => latin1(`${declaring(name)}\u0093größe\u0094 \u0080\u0081`);

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
  ["UTF-16 little endian without a mark", Buffer.from("<größe/>", "utf16le"), "<größe/>"],
  ["UTF-16 big endian without a mark", utf16be(` {"größe":1}`), ` {"größe":1}`],
  ["UTF-16 without a mark against its declaration", utf16be(declaring("utf-8")), declaring("utf-8")],
  ["UTF-8 declared without its hyphen", Buffer.from(`${declaring("UTF8")}größe`), `${declaring("UTF8")}größe`],
  ["windows-1252 as declared", windows1252("windows-1252"), `${declaring("windows-1252")}“größe” €\u0081`],
  ["windows-1252 as Java calls it", windows1252("Cp1252"), `${declaring("Cp1252")}“größe” €\u0081`],
  ["Latin-9 as declared", latin1(`${declaring("ISO-8859-15")}\u00a4`), `${declaring("ISO-8859-15")}€`],
  ["Latin-1 without its hyphen", latin1(`${declaring("iso8859-1")}ö`), `${declaring("iso8859-1")}ö`],
  ["an empty file", Buffer.alloc(0), ""],
];

const unreadable: readonly [title: string, bytes: Buffer, why: string][] = [
  ["bytes that are not UTF-8", latin1("größe"), "ill-formed"],
  ["UTF-8 that encodes a surrogate", Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x61]), "ill-formed"],
  ["UTF-16 with a lone surrogate", Buffer.from([0xff, 0xfe, 0x00, 0xdc, 0x61, 0x00]), "ill-formed"],
  ["declared UTF-16 that is none", latin1(`<?xml version="1.0" encoding="UTF-16"?><a/>`), "ill-formed"],
  ["a declared encoding nobody knows", latin1(`<?xml version="1.0" encoding="EBCDIC-9"?><a/>`), "ill-formed"],
  ["an encoding in which ASCII is not ASCII", latin1(declaring("UTF-7")), "ill-formed"],
  ["an encoding with wide characters", latin1(declaring("Shift_JIS")), "ill-formed"],
  ["declared UTF-8 that is Latin-1", latin1(`${declaring("UTF-8")}größe`), "ill-formed"],
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
