/**
 * Replaces a word wherever it stands with no letter or digit at either side, ignoring case. `by` is asked for each
 * place, from left to right, and given the word as it stands there.
 */
export function replaceWord(text: string, word: string, by: (found: string) => string): string {
  if (word === "") return text;
  const [within, wanted] = comparable(text, word);
  let replaced = "";
  let from = 0;
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, Math.max(from, at + 1))) {
    const end = at + wanted.length;
    if (!isEdge(text[at - 1]) || !isEdge(text[end])) continue;
    replaced += text.slice(from, at) + by(text.slice(at, end));
    from = end;
  }
  return replaced + text.slice(from);
}

/** Lower case, unless that makes either longer: then places would no longer agree. */
function comparable(text: string, word: string): readonly [string, string] {
  const lower = [text.toLowerCase(), word.toLowerCase()] as const;
  return lower[0].length === text.length && lower[1].length === word.length ? lower : [text, word];
}

function isEdge(character: string | undefined): boolean {
  return character === undefined || !/[\p{L}\p{N}]/u.test(character);
}
