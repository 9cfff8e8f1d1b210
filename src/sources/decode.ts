export type Decoded =
  /** `whole` is false if the bytes end within a character, which is left out. */
  | { readonly ok: true; readonly text: string; readonly whole: boolean }
  | { readonly ok: false; readonly why: "cut" | "ill-formed" | "unreadable"; readonly detail: string };

/**
 * The text of a report: by its byte order mark, else as its XML declaration says, else UTF-8. Never guesses and never
 * replaces a wrong byte.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > 0 && marks.some(({ mark }) => mark.length > bytes.length && mark.indexOf(bytes) === 0)) {
    return fault("cut", "it ends within its byte order mark");
  }
  const marked = marks.find(({ mark }) => mark.equals(bytes.subarray(0, mark.length)));
  const encoding = marked?.encoding ?? declared(bytes) ?? "utf-8";
  if (encoding === "iso-8859-1") return { ok: true, text: bufferOf(bytes).toString("latin1"), whole: true };
  if (encoding === "utf-8" || marked !== undefined) return strict(bytes, encoding);
  if (encoding.startsWith("utf-16")) return fault("ill-formed", "it declares UTF-16, but is not");
  return fault("unreadable", `it declares the encoding ${encoding}, which is not understood here`);
}

const marks = [
  { encoding: "utf-8", mark: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: "utf-16le", mark: Buffer.from([0xff, 0xfe]) },
  { encoding: "utf-16be", mark: Buffer.from([0xfe, 0xff]) },
] as const;

/** The encoding of an XML declaration; undefined without one, as in JSON. */
function declared(bytes: Uint8Array): string | undefined {
  const head = bufferOf(bytes.subarray(0, 200)).toString("latin1");
  const [, , name] = /^<\?xml\s[^>]*?\sencoding\s*=\s*(["'])([A-Za-z][A-Za-z0-9._-]*)\1/.exec(head) ?? [];
  const lower = name?.toLowerCase();
  return lower === "us-ascii" ? "utf-8" : lower === "latin1" ? "iso-8859-1" : lower;
}

function strict(bytes: Uint8Array, encoding: string): Decoded {
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

/** The same bytes, not copied. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function fault(why: "cut" | "ill-formed" | "unreadable", detail: string): Decoded {
  return { ok: false, why, detail };
}
