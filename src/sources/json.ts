import type { Unfinished } from "../core/reports/report.ts";
import { outlineOf } from "./jsonoutline.ts";

export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  /** `value` is what could be read all the same. */
  | { readonly ok: false; readonly why: Unfinished; readonly detail: string; readonly value: unknown };

/**
 * Parses a JSON object or array, strictly: an object that names a field twice is refused too, for JSON.parse would drop
 * what the first one held. What is wrong is told by the text's outline, not by the parser's words.
 */
export function parseJson(text: string): JsonResult {
  if (!/^\s*[{[]/.test(text)) return refused("not-a-report", "it is no JSON report");
  const outline = outlineOf(text);
  if (!outline.ok) return { ...outline, value: undefined };
  const { end, repaired, names } = outline;
  const value = parsed(repaired);
  if (value === undefined) return refused("ill-formed", "it is not well-formed JSON");
  if (end === undefined) return refused("cut", "it is cut: its end is missing", value);
  if (/[^ \t\r\n]/.test(text.slice(end))) return refused("trailing", "it goes on after its end", value);
  if (namesIn(value) < names) return refused("ill-formed", "it has an object with two fields of one name");
  return { ok: true, value };
}

function refused(why: Unfinished, detail: string, value?: unknown): JsonResult {
  return { ok: false, why, detail, value };
}

/** Undefined is no JSON value. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many fields all objects in it have. */
function namesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let names = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const item of Object.values(value)) names += namesIn(item);
  return names;
}
