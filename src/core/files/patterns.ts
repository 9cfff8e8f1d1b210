import { literal, literalAnyCase } from "../literal.ts";

/** The names a path pattern is bound to, literally; a group of null stands for any group. */
export interface Names {
  readonly run: string;
  readonly build: string;
  readonly group: string | null;
}

const placeholders = ["run", "build", "group", "machine", "hash", "n"] as const;
type Placeholder = (typeof placeholders)[number];

type Token = { text: string } | { hole: Placeholder } | { star: "segment" | "folders" };

/** Why a path pattern of the configuration cannot be used, or undefined if it can. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.startsWith("/") || pattern.split("/").includes(".."))
    return "expected a path below the reporter directory";
  if (/\*\*(?!\/)/.test(pattern)) return "** is used as **/ only";
  const unknown = [...pattern.matchAll(/\{([^}]*)\}/g)].find(([, name]) => !isPlaceholder(name ?? ""));
  if (unknown !== undefined) {
    return `unknown placeholder ${unknown[0]}; known are ${placeholders.map((name) => `{${name}}`).join(" ")}`;
  }
  if (pattern.split("{machine}").length > 2) return "{machine} can stand only once";
  return undefined;
}

/** True when a pattern names the run it belongs to; one that does not claims for the only open scope. */
export function namesRun(pattern: string): boolean {
  return pattern.includes("{run}") || pattern.includes("{build}");
}

/** The same pattern for any group of a categorized build: what ATVM calls a sub-run in place of `{run}`. */
export function forSubRun(pattern: string, subRun: string): string {
  return pattern.replaceAll("{run}", () => subRun);
}

/**
 * The expression that fits the paths of one run. Its groups `machine` and, where no group is bound, `group` hold
 * what stands there; with `machine`, only that name, whatever its case.
 */
export function pathRegex(pattern: string, names: Names, machine: string | null = null): RegExp {
  const seen = new Set<Placeholder>();
  const parts = tokens(pattern).map((token) => {
    if ("text" in token) return literal(token.text);
    if ("star" in token) return token.star === "folders" ? "(?:[^/]+/)*" : "[^/]*";
    const again = seen.has(token.hole);
    seen.add(token.hole);
    if (token.hole === "machine" && machine !== null) return `(?<machine>${literalAnyCase(machine)})`;
    return holeSource(token.hole, names, again);
  });
  return new RegExp(`^${parts.join("")}$`, "u");
}

/** The glob that finds at least what `pathRegex` fits: names bound and escaped, every other hole a star. */
export function pathGlob(pattern: string, names: Names): string {
  const parts = tokens(pattern).map((token) => {
    if ("text" in token) return globEscaped(token.text);
    if ("star" in token) return token.star === "folders" ? "**/" : "*";
    const bound = boundName(token.hole, names);
    return bound === null ? "*" : globEscaped(bound);
  });
  return parts.join("").replace(/\*{2,}(?!\/)/g, "*");
}

function holeSource(hole: Placeholder, names: Names, again: boolean): string {
  const bound = boundName(hole, names);
  if (bound !== null) return literal(bound);
  if (hole === "hash") return "[0-9a-f]{32}";
  if (hole === "n") return "_\\d{3}";
  return again ? `\\k<${hole}>` : `(?<${hole}>[^/]+?)`;
}

function boundName(hole: Placeholder, names: Names): string | null {
  return hole === "run" || hole === "build" || hole === "group" ? names[hole] : null;
}

function tokens(pattern: string): readonly Token[] {
  const parts = pattern.match(/\{[a-z]+\}|\*\*\/|\*|[^{*]+|\{/g) ?? [];
  return parts.map((part) => {
    if (part === "**/") return { star: "folders" };
    if (part === "*") return { star: "segment" };
    const name = part.slice(1, -1);
    return part.startsWith("{") && isPlaceholder(name) ? { hole: name } : { text: part };
  });
}

function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}

function globEscaped(text: string): string {
  return text.replace(/[\\*?()[\]!+@]/g, "\\$&");
}
