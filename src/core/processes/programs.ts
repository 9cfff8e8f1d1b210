/** A list of programs as a person writes it: base names, case ignored. */
export type ProgramList = Iterable<string>;

/** True when the list names the program that `word` runs: `/usr/bin/Python3.11` is named by `python`. */
export function isProgram(word: string | undefined, list: ProgramList): boolean {
  if (word === undefined) return false;
  const names = programNames(word);
  for (const listed of list) if (names.includes(listed.toLowerCase())) return true;
  return false;
}

/** The names a program goes by in lower case: its base name, that without a file ending, and without a version. */
export function programNames(word: string): readonly string[] {
  // A login shell is called with a dash before its name: `-bash`.
  const base = word
    .slice(word.lastIndexOf("/") + 1)
    .replace(/^-/, "")
    .toLowerCase();
  const bare = base.replace(/\.(?:[cm]?js|exe)$/, "");
  return [base, bare, bare.replace(/-?v?\d+(?:\.\d+)*$/, "")];
}

/** What follows the options of a program. */
export interface AfterOptions {
  readonly options: readonly string[];
  readonly rest: readonly string[];
}

/** Divides arguments where the options end; the word after an option that `takesValue` fits is its value. */
export function afterOptions(words: readonly string[], takesValue: RegExp): AfterOptions {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (word === "--") return { options: words.slice(0, at), rest: words.slice(at + 1) };
    if (!/^[-+]./.test(word)) break;
    at += takesValue.test(word) ? 2 : 1;
  }
  return { options: words.slice(0, at), rest: words.slice(at) };
}
