/** An encoding of a report. */
export interface Encoding {
  /** As a declaration names it. */
  readonly name: string;
  readonly as: "utf8" | "utf16le" | "utf16be" | "latin1";
  readonly mark: "" | "\ufeff";
  /** Nothing in the bytes tells of it. */
  readonly needsDeclaration: boolean;
}

export const encodings: readonly Encoding[] = [
  { name: "UTF-8", as: "utf8", mark: "", needsDeclaration: false },
  { name: "utf8", as: "utf8", mark: "\ufeff", needsDeclaration: false },
  { name: "UTF-16", as: "utf16le", mark: "\ufeff", needsDeclaration: false },
  { name: "UTF-16LE", as: "utf16le", mark: "", needsDeclaration: false },
  { name: "utf-8", as: "utf16be", mark: "\ufeff", needsDeclaration: false },
  { name: "UTF-16", as: "utf16be", mark: "", needsDeclaration: false },
  { name: "ISO-8859-1", as: "latin1", mark: "", needsDeclaration: true },
  { name: "windows-1252", as: "latin1", mark: "", needsDeclaration: true },
];

/** Text in an encoding; what that cannot hold is written as `instead` says, and nothing between U+0080 and U+009F is. */
export function encodedAs({ as, mark }: Encoding, text: string, instead: (character: string) => string): Buffer {
  if (as === "utf16be") return Buffer.from(mark + text, "utf16le").swap16();
  if (as !== "latin1") return Buffer.from(mark + text, as);
  return Buffer.from(text.replace(/[^\t\n\r -\u007f\u00a0-\u00ff]/gu, instead), "latin1");
}
