/** A text as the source of an expression that fits just that text, with the flag `u`. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** The same for the text in capitals or small letters. */
export function literalAnyCase(text: string): string {
  return Array.from(text, (character) => {
    const cases = [character.toLowerCase(), character.toUpperCase()];
    return cases[0] === cases[1] ? literal(character) : `(?:${cases.map(literal).join("|")})`;
  }).join("");
}
