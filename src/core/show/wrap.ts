/**
 * A line broken at blanks so that none is wider (in code points) than `width`, where words allow; all but the first are
 * indented by so many blanks. The same line for a width of null.
 */
export function wrapped(line: string, width: number | null, indent = 0): readonly string[] {
  if (width === null) return [line];
  const lines: string[] = [];
  let last: string | undefined;
  for (const word of line.split(" ")) {
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && Array.from(longer).length > width) {
      lines.push(last);
      last = " ".repeat(indent) + word;
    } else last = longer;
  }
  return [...lines, last ?? ""];
}
