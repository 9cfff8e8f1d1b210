/** Control characters, line breaks, halves of characters, and what hides or turns the text around it. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u00ad\u200b\u2060\ufeff]/gu;

/** A path or name for a terminal: what would do something there, or could not be seen, is shown by its number. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for JSON, of which it stays: JSON.stringify leaves all of these but the first 32 as they are. */
export function printableJson(json: string): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return json.replace(unprintable, (character) => character.split("").map(escaped).join(""));
}
