import { beyond, limits, type LimitFault } from "./limits.ts";

export interface Outline {
  readonly ok: true;
  /** Where the outermost bracket closes; undefined if it does not. */
  readonly end: number | undefined;
  /**
   * The text up to its end; without one up to its last whole element with the open brackets closed, which is JSON if
   * the text was JSON as far as it goes.
   */
  readonly repaired: string;
  /** How many fields its objects name, twice the same included. */
  readonly names: number;
}

const [quote, backslash, comma, colon, openArray, closeArray, openObject, closeObject] = Array.from('"\\,:[]{}', (c) =>
  c.charCodeAt(0),
);

/** The outline of a text that begins with a bracket, or the limit that JSON.parse would not keep. */
export function outlineOf(text: string): Outline | ({ readonly ok: false } & LimitFault) {
  const closers: string[] = [];
  let [safe, names, values] = [0, 0, 1];
  /** How many fields the innermost open object names so far, and those around it. */
  let own = 0;
  const fields: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === colon) {
      names++;
      if (++own > limits.jsonFields) return tooWide;
    } else if (code === comma) {
      safe = at;
      if (++values > limits.jsonValues) return tooMany;
    } else if (code === openObject || code === openArray) {
      closers.push(code === openObject ? "}" : "]");
      fields.push(own);
      own = 0;
      safe = at + 1;
      if (++values > limits.jsonValues) return tooMany;
      if (closers.length > limits.jsonDepth) return tooDeep;
    } else if (code === closeObject || code === closeArray) {
      closers.pop();
      own = fields.pop() ?? 0;
      safe = at + 1;
      if (closers.length === 0) return { ok: true, end: safe, repaired: text.slice(0, safe), names };
    }
  }
  return { ok: true, end: undefined, repaired: text.slice(0, safe) + closers.reverse().join(""), names };
}

const tooMany = { ok: false, ...beyond("jsonValues", `it has more than ${limits.jsonValues} values`) } as const;
const tooWide = {
  ok: false,
  ...beyond("jsonFields", `it has an object with more than ${limits.jsonFields} fields`),
} as const;
const tooDeep = { ok: false, ...beyond("jsonDepth", `its brackets nest deeper than ${limits.jsonDepth}`) } as const;

/** The index of the closing quote, or of the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (!isEscaped(text, at)) return at;
  }
  return text.length;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes++;
  return backslashes % 2 === 1;
}
