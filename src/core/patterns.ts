/** What a path pattern says about the files it fits; names are bound literally before matching. */
export interface Names {
  readonly run: string;
  readonly build: string;
  readonly group: string | null;
}

const placeholders = ["run", "build", "group", "machine", "hash", "n"] as const;
type Placeholder = (typeof placeholders)[number];

type Token = { text: string } | { hole: Placeholder } | { star: "segment" | "folders" };

const free: Readonly<Record<"machine" | "hash" | "n", string>> = {
  machine: "(?<machine>[^/]+?)",
  hash: "[0-9a-f]{32}",
  n: "_\\d{3}",
};

/** Why a path pattern of the configuration cannot be used, or undefined if it can. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.startsWith("/") || pattern.split("/").includes(".."))
    return "expected a path below the reporter directory";
  if (/\*\*(?!\/)/.test(pattern)) return "** is used as **/ only";
  const unknown = [...pattern.matchAll(/\{([^}]*)\}/g)].find(([, name]) => !isPlaceholder(name ?? ""));
  if (unknown !== undefined)
    return `unknown placeholder ${unknown[0]}; known are ${placeholders.map((p) => `{${p}}`).join(" ")}`;
  if (pattern.split("{machine}").length > 2) return "{machine} can stand only once";
  return undefined;
}

/** True when a pattern names the run it belongs to; one that does not claims for the only open scope. */
export function namesRun(pattern: string): boolean {
  return pattern.includes("{run}") || pattern.includes("{build}");
}

/**
 * The expression that fits the paths of one run. Its group `machine` holds the machine's name where the pattern
 * has one. Undefined when the pattern asks for a group and the run is none.
 */
export function pathRegex(pattern: string, names: Names): RegExp | undefined {
  if (pattern.includes("{group}") && names.group === null) return undefined;
  return new RegExp(
    `^${tokens(pattern)
      .map((token) => source(token, names))
      .join("")}$`,
    "u",
  );
}

/** The same with any group in place of a known one, for a categorized build whose groups are not declared. */
export function groupRegex(pattern: string, runName: string, build: string): RegExp {
  const anyRun = escaped(runName)
    .replace("\\{build\\}", () => escaped(build))
    .replace("\\{group\\}", "(?<group>[^/]+?)");
  const parts = tokens(pattern).map((token) =>
    "hole" in token && token.hole === "run" ? anyRun : source(token, { run: "", build, group: "" }),
  );
  return new RegExp(`^${parts.join("")}$`, "u");
}

/** The glob that finds what `pathRegex` fits, and more: names bound and escaped, every other hole a star. */
export function pathGlob(pattern: string, names: Names | { readonly [name in keyof Names]?: undefined }): string {
  const parts = tokens(pattern).map((token) => {
    if ("text" in token) return globEscaped(token.text);
    if ("star" in token) return token.star === "folders" ? "**/" : "*";
    const bound = token.hole === "run" || token.hole === "build" || token.hole === "group" ? names[token.hole] : null;
    return bound === null || bound === undefined ? "*" : globEscaped(bound);
  });
  return parts.join("").replace(/\*{2,}(?!\/)/g, "*");
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

function source(token: Token, names: Names): string {
  if ("text" in token) return escaped(token.text);
  if ("star" in token) return token.star === "folders" ? "(?:[^/]+/)*" : "[^/]*";
  if (token.hole === "run" || token.hole === "build") return escaped(names[token.hole]);
  if (token.hole === "group") return escaped(names.group ?? "");
  return free[token.hole];
}

function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function globEscaped(text: string): string {
  return text.replace(/[\\*?()[\]!+@]/g, "\\$&");
}
