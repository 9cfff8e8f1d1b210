import { codePoints } from "../text.ts";
import type { Result } from "../words.ts";

/** Bounds the wording of a template, so that what it is filled with has room in a post. In code points. */
export const maxTemplate = 800;

/** A text with `{{name}}` placeholders, each at most once, of the known names only. */
export interface Template<Name extends string> {
  readonly lines: readonly string[];
  readonly names: ReadonlySet<Name>;
  /** Code points of its source, placeholders included: at least as many as its own wording ever takes. */
  readonly size: number;
}

const placeholder = /\{\{(.*?)\}\}/g;

/** Reads a template; a fault is a sentence that says what is wrong and which placeholders there are. */
export function parseTemplate<Name extends string>(
  source: string,
  known: readonly Name[],
): Result<Template<Name>, string> {
  const size = codePoints(source);
  if (size > maxTemplate)
    return { ok: false, fault: `is ${size} characters long, at most ${maxTemplate} leave room for the facts` };
  const names = new Set<Name>();
  for (const found of placeholdersIn(source)) {
    const name = known.find((candidate) => candidate === found);
    const list = known.map((candidate) => `{{${candidate}}}`).join(" ");
    if (name === undefined) return { ok: false, fault: `unknown placeholder {{${found}}}; known are ${list}` };
    if (names.has(name)) return { ok: false, fault: `{{${name}}} stands twice` };
    names.add(name);
  }
  return { ok: true, value: { lines: source.split(/\r?\n/), names, size } };
}

/**
 * Fills a template. A line whose placeholders are all empty is left out, and blank lines never add up. Values go
 * in as they are, whatever they hold; they may have several lines.
 */
export function render<Name extends string>(template: Template<Name>, values: Readonly<Record<Name, string>>): string {
  const valueOf = (name: string): string => (values as Readonly<Record<string, string>>)[name] ?? "";
  const kept = template.lines.filter((line) => {
    const names = placeholdersIn(line);
    return names.length === 0 || names.some((name) => valueOf(name) !== "");
  });
  const tight = kept.filter((line, index) => line.trim() !== "" || kept[index - 1]?.trim() !== "");
  return tight
    .map((line) => line.replace(placeholder, (_whole, name: string) => valueOf(name)))
    .join("\n")
    .trim();
}

function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(([, name]) => name ?? "");
}
