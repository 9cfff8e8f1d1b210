/**
 * Reads a file of `KEY=VALUE` lines as a shell would: `export ` before the key, single or double quotes, comments
 * (a `#` at the start of a word), CRLF and a byte order mark are understood; nothing is expanded. The last line of a
 * key counts; lines that are something else are passed over.
 */
export function parseKeyValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)) {
    const [, key, value] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, unquote(value));
  }
  return values;
}

function unquote(text: string): string {
  const [, , quoted] = /^\s*(["'])(.*?)\1(?:\s+#.*)?\s*$/.exec(text) ?? [];
  return quoted ?? text.replace(/\s#.*$/, "").trim();
}
