import type { Unfinished } from "../core/reports/report.ts";

export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  /** `value` is what could be read all the same. */
  | { readonly ok: false; readonly why: Unfinished; readonly detail: string; readonly value: unknown };

/** Parses a JSON object or array, strictly. What is wrong is told by the text's outline, not by the parser's words. */
export function parseJson(text: string): JsonResult {
  if (!/^\s*[{[]/.test(text))
    return { ok: false, why: "not-a-report", detail: "it is no JSON report", value: undefined };
  const whole = parsed(text);
  if (whole.ok) return whole;
  const { end, repaired } = outline(text);
  const part = parsed(repaired);
  if (!part.ok) return { ok: false, why: "ill-formed", detail: "it is not well-formed JSON", value: undefined };
  if (end !== undefined) return { ok: false, why: "trailing", detail: "it goes on after its end", value: part.value };
  return { ok: false, why: "cut", detail: "it is cut: its end is missing", value: part.value };
}

function parsed(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/**
 * Where the outermost bracket closes, if it does, and the text up to there; else the text up to its last whole element
 * with the open brackets closed, which is JSON if the text was JSON as far as it goes.
 */
function outline(text: string): { readonly end: number | undefined; readonly repaired: string } {
  const closers: string[] = [];
  let safe = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else if (character === ",") safe = at;
    else if (character === "{" || character === "[") {
      closers.push(character === "{" ? "}" : "]");
      safe = at + 1;
    } else if (character === "}" || character === "]") {
      closers.pop();
      safe = at + 1;
      if (closers.length === 0) return { end: safe, repaired: text.slice(0, safe) };
    }
  }
  return { end: undefined, repaired: text.slice(0, safe) + closers.reverse().join("") };
}

/** The index of the closing quote, or of the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === '"') return at;
  }
  return text.length;
}
