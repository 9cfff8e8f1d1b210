import { shells } from "../defaults.ts";
import { afterOptions, programNames } from "./programs.ts";

/** How an interpreter's options lead up to its script. */
interface Interpreter {
  /** Options whose value is the next word. */
  readonly takesValue: RegExp;
  /** Options that give the program itself on the command line. */
  readonly inline: RegExp;
  /** Words that must stand before the script: what `npm run` is given is no program. */
  readonly verb?: RegExp;
}

const shell: Interpreter = {
  takesValue: /^(?:[-+][A-Za-z]*[oO]|--rcfile|--init-file)$/,
  inline: /^-[A-Za-z]*c[A-Za-z]*$/,
};
const node: Interpreter = {
  takesValue: /^(?:-[rC]|--(?:require|import|loader|experimental-loader|conditions|env-file|title))$/,
  inline: /^(?:-[ep]|-pe|--eval|--print)(?:$|=)/,
};
// The module of `python -m` stands where a script would.
const python: Interpreter = { takesValue: /^-[WX]$/, inline: /^-[A-Za-z]*c$/ };
const simple: Interpreter = { takesValue: /^-I$/, inline: /^-[eE]/ };
const npx: Interpreter = {
  takesValue: /^(?:-[Cpw]|--(?:cache|cwd|dir|filter|loglevel|package|prefix|userconfig|workspace))$/,
  inline: /^(?:-c|--call)(?:$|=)/,
};
const npm: Interpreter = { ...npx, verb: /^(?:exec|x|dlx)$/ };

const interpreters: Readonly<Record<string, Interpreter>> = {
  ...Object.fromEntries([...shells].map((name) => [name, shell])),
  ...{ node, nodejs: node, tsx: node, python, perl: simple, ruby: simple },
  ...{ npx, npm, pnpm: npm, yarn: npm },
};

/** What an interpreter runs. `words` begin with the script, or with the text of a shell's `-c`. */
export interface Interpreted {
  readonly shell: boolean;
  readonly inline: boolean;
  readonly words: readonly string[];
}

/** What the interpreter at the head of a command line runs; undefined if there is no interpreter. */
export function interpreted(words: readonly string[]): Interpreted | undefined {
  const [program, ...given] = words;
  const interpreter = interpreterOf(program ?? "");
  if (interpreter === undefined) return undefined;
  const { options, rest } = afterOptions(given, interpreter.takesValue);
  return {
    shell: interpreter === shell,
    inline: options.some((option) => interpreter.inline.test(option)),
    words: afterVerb(rest, interpreter),
  };
}

function afterVerb(words: readonly string[], { verb, takesValue }: Interpreter): readonly string[] {
  if (verb === undefined) return words;
  const [first = "", ...rest] = words;
  return verb.test(first) ? afterOptions(rest, takesValue).rest : [];
}

function interpreterOf(program: string): Interpreter | undefined {
  const name = programNames(program).find((candidate) => Object.hasOwn(interpreters, candidate));
  return name === undefined ? undefined : interpreters[name];
}
