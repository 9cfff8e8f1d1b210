const maxBytes = 120;

/**
 * Why a build, group or machine name cannot be used, or undefined if it can. Names become folder names and
 * stand in messages: spaces, unicode and glob characters are fine, path tricks and control characters are not.
 */
export function nameFault(name: string): string | undefined {
  if (name.trim() === "") return "is empty";
  if (name.startsWith(".")) return "starts with a dot";
  if (name.startsWith("-")) return "starts with a dash, like an option";
  if (name.includes("/")) return "contains a slash";
  if (/\p{Cc}/u.test(name)) return "contains a control character";
  if (/[\p{Cs}\u2028\u2029]/u.test(name)) return "contains a character that is not valid text";
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > maxBytes) return `is ${bytes} bytes long, more than ${maxBytes}`;
  return undefined;
}

/** A name for an error message: quoted, control characters escaped, cut when absurdly long. */
export function quoted(name: string): string {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  // JSON leaves U+007F and the C1 controls as they are; to a terminal one of them begins an escape sequence.
  return JSON.stringify(shown).replace(
    /\p{Cc}/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
