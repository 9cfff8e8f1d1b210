import { isUtf8 } from "node:buffer";
import { encodingNamed, fromWindows1252 } from "./encodings.ts";

export type Decoded =
  /** `whole` is false if the bytes end within a character, which is left out. */
  | { readonly ok: true; readonly text: string; readonly whole: boolean }
  | { readonly ok: false; readonly why: "cut" | "ill-formed"; readonly detail: string };

/**
 * The text of a report: by its byte order mark, else as UTF-16 if a zero byte stands beside its first bracket, else as
 * its XML declaration says, else UTF-8. Never guesses and never replaces a wrong byte.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > 0 && marks.some(({ mark }) => mark.length > bytes.length && mark.indexOf(bytes) === 0)) {
    return fault("cut", "it ends within its byte order mark");
  }
  const seen = marks.find(({ mark }) => mark.equals(bytes.subarray(0, mark.length)))?.encoding ?? wideBeginning(bytes);
  if (seen !== undefined) return strict(bytes, seen);
  const named = declared(bytes) ?? "utf-8";
  const encoding = encodingNamed(named);
  if (encoding === "iso-8859-1") return { ok: true, text: latin1(bytes), whole: true };
  if (encoding === "windows-1252") return { ok: true, text: fromWindows1252(latin1(bytes)), whole: true };
  if (encoding !== undefined) return strict(bytes, encoding);
  if (named.startsWith("utf-16")) return fault("ill-formed", "it declares UTF-16, but is not");
  return fault("ill-formed", `it declares the encoding ${named}, which is not understood here`);
}

const marks = [
  { encoding: "utf-8", mark: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: "utf-16le", mark: Buffer.from([0xff, 0xfe]) },
  { encoding: "utf-16be", mark: Buffer.from([0xfe, 0xff]) },
] as const;

/** No report in UTF-8 holds a zero byte, and every one begins with `<` or `{`, or with white space. */
function wideBeginning([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (second === 0 && isBeginning(first)) return "utf-16le";
  return first === 0 && isBeginning(second) ? "utf-16be" : undefined;
}

function isBeginning(byte: number | undefined): boolean {
  return byte !== undefined && "<{[ \t\r\n".includes(String.fromCharCode(byte));
}

/** The encoding of an XML declaration, in lower case; undefined without one, as in JSON. */
function declared(bytes: Uint8Array): string | undefined {
  const [, , name] =
    /^<\?xml\s[^>]*?\sencoding\s*=\s*(["'])([A-Za-z][A-Za-z0-9._-]*)\1/.exec(latin1(bytes.subarray(0, 200))) ?? [];
  return name?.toLowerCase();
}

function strict(bytes: Uint8Array, encoding: string): Decoded {
  if (encoding === "utf-8" && isUtf8(bytes)) return { ok: true, text: validUtf8(bytes), whole: true };
  const decoder = new TextDecoder(encoding, { fatal: true });
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return fault("ill-formed", `its bytes are not valid ${encoding.toUpperCase()}`);
  }
  try {
    return { ok: true, text: text + decoder.decode(), whole: true };
  } catch {
    return { ok: true, text, whole: false };
  }
}

function latin1(bytes: Uint8Array): string {
  return bufferOf(bytes).toString("latin1");
}

/** Without its mark. A decoder would need two more copies of the text, and give plain ASCII two bytes a character. */
function validUtf8(bytes: Uint8Array): string {
  const buffer = bufferOf(bytes);
  const isMarked = marks[0].mark.equals(buffer.subarray(0, marks[0].mark.length));
  return buffer.toString("utf8", isMarked ? marks[0].mark.length : 0);
}

/** The same bytes, not copied. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function fault(why: "cut" | "ill-formed", detail: string): Decoded {
  return { ok: false, why, detail };
}
