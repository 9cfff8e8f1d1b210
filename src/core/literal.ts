/** A text as the source of an expression that fits just that text, with the flag `u`. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
