/**
 * The encoding that a declaration names, as TextDecoder calls it; undefined if it is not understood here: only
 * encodings in which every byte below 128 is ASCII, and UTF-16 is known without being told. `name` is in lower case.
 */
export function encodingNamed(name: string): string | undefined {
  const known = aliases[name] ?? name.replace(/^cp-?(?=125\d$)/, "windows-").replace(/^iso_?8859[-_]/, "iso-8859-");
  return /^(?:utf-8|windows-125[0-8]|iso-8859-(?:[1-8]|1[03-5]))$/.test(known) ? known : undefined;
}

/** US-ASCII with other bytes in it is UTF-8 in practice, or not to be read. */
const aliases: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  ascii: "utf-8",
  "us-ascii": "utf-8",
  latin1: "iso-8859-1",
  "latin-1": "iso-8859-1",
};

/** Bytes of windows-1252 read as Latin-1, put right: Node 20's decoder takes the one for the other. */
export function fromWindows1252(latin1: string): string {
  return latin1.replace(/[\u0080-\u009f]/g, (character) => windows1252.charAt(character.charCodeAt(0) - 0x80));
}

/** 0x80 to 0x9f; the five bytes that mean nothing stay as they are. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
