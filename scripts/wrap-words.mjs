// Takes the place of cliui's string-utils.js in the bundle, which cuts words in two and takes line breaks for letters. Help
// is never coloured, so there is nothing to strip.

/** Breaks lines that are longer than `width`, at blanks where there are any. */
export function wrap(text, width) {
  return text
    .split("\n")
    .flatMap((line) => wrappedLine(line, width))
    .join("\n");
}

export function stripAnsi(text) {
  return text;
}

function wrappedLine(line, width) {
  const rows = [];
  let rest = line;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(" ", width);
    const end = rest.slice(0, blank).trim() === "" ? width : blank;
    rows.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...rows, rest];
}
