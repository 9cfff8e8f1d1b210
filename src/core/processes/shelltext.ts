import { isAssignment, withoutLead } from "./wrapped.ts";

/** One piece of a shell's text: quoted, escaped, a redirection, a separator of commands, blank, or plain. */
const piece =
  /'(?<single>[^']*)'|"(?<double>(?:\\.|[^"\\])*)"|\\(?<escaped>.)|(?<plain>[<>]&|&>|[^\s;&|()`'"\\<>]+|[<>'"\\])|(?<separator>[;&|()`\n]+)|(?<blank>[^\S\n]+)/gsu;

/** Words of a shell's grammar, and commands that only pass on the command behind them. */
const lead = /^(?:!|\{|if|then|elif|else|while|until|do|time|exec|command|env)$/;

/**
 * The simple commands of a shell's `-c` text, each as its words, assignments included. Quotes are taken off,
 * nothing is expanded; text inside double quotes is not looked into for commands.
 */
export function simpleCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | null = null;
  const endWord = (): void => {
    if (word !== null) commands.at(-1)?.push(word);
    word = null;
  };
  for (const { groups = {} } of text.replaceAll("\\\n", "").matchAll(piece)) {
    const part = groups["single"] ?? unescaped(groups["double"]) ?? groups["escaped"] ?? groups["plain"];
    if (part !== undefined) {
      word = (word ?? "") + part;
      continue;
    }
    endWord();
    if (groups["separator"] !== undefined) commands.push([]);
  }
  endWord();
  return commands.filter((command) => command.length > 0);
}

/** The command itself, from its program on: without assignments and words such as `exec` or `then` before it. */
export function fromProgram(command: readonly string[]): readonly string[] {
  return withoutLead(command, (word) => isAssignment(word) || lead.test(word));
}

function unescaped(quoted: string | undefined): string | undefined {
  return quoted?.replace(/\\(["\\$`\n])/g, "$1");
}
