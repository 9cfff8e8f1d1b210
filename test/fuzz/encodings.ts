import type { Mutation } from "./bytes.ts";

/** Another encoding, or another word for it. */
export const encodingMutations: Readonly<Record<string, Mutation>> = {
  "write as UTF-16": (bytes, chance) => {
    const wide = Buffer.from((chance.percent(50) ? "\ufeff" : "") + bytes.toString(), "utf16le");
    return chance.percent(50) ? wide : wide.swap16();
  },
  "write as Latin-1": (bytes) => Buffer.from(bytes.toString(), "latin1"),
  "read as Latin-1, write as UTF-8": (bytes) => Buffer.from(bytes.toString("latin1")),
  "set a byte order mark before it": (bytes, chance) =>
    Buffer.concat([
      chance
        .pick([
          [0xef, 0xbb, 0xbf],
          [0xff, 0xfe],
          [0xfe, 0xff],
          [0xef, 0xbb],
        ])
        .reduce(append, Buffer.alloc(0)),
      bytes,
    ]),
  "declare another encoding": (bytes, chance) => {
    const name = chance.pick(["ISO-8859-1", "windows-1252", "UTF-16", "us-ascii", "UTF-7", "EBCDIC", "utf8", "x"]);
    const text = bytes.toString("latin1").replace(/^<\?xml[^>]*\?>/, "");
    return Buffer.from(`<?xml version="1.${chance.below(3)}" encoding="${name}"?>${text}`, "latin1");
  },
};

function append(bytes: Buffer, byte: number): Buffer {
  return Buffer.concat([bytes, Buffer.of(byte)]);
}
