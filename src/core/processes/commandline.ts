import { bystanders } from "./bystanders.ts";
import { isProgram } from "./programs.ts";
import { interpreted } from "./scripts.ts";
import { fromProgram, simpleCommands } from "./shelltext.ts";
import { namesToken } from "./tokens.ts";
import { wrappedCommand } from "./wrapped.ts";

/** The configuration's `runner`: programs that do runs, and programs that never do, by base name. */
export interface RunnerRules {
  readonly match: readonly string[];
  readonly ignore: readonly string[];
}

/** True when this is the command line of a process doing the run of that name. */
export function isRunnerCommand(argv: readonly string[], run: string, rules: RunnerRules): boolean {
  return namesRunName(argv, run) && role(titleWords(argv), run, rules) === "runner";
}

/** True when the command line names the run, whatever the process does. */
export function namesRunName(argv: readonly string[], run: string): boolean {
  return argv.some((word) => namesToken(word, run));
}

/** True for a process that never counts: a pager, an editor, a browser, the watcher, an ignored program. */
export function isBystanderCommand(argv: readonly string[], rules: RunnerRules): boolean {
  return role(titleWords(argv), "", rules) === "bystander";
}

type Role = "runner" | "bystander" | "other";

function role(words: readonly string[], run: string, rules: RunnerRules): Role {
  const running = interpreted(words);
  const script = running === undefined || running.inline ? [] : running.words;
  const programs = [words[0], script[0]];
  if (programs.some((word) => isProgram(word, bystanders) || isProgram(word, rules.ignore))) return "bystander";
  // xvfb-run is a shell script: there the wrapper is what the shell runs.
  const wrapped = wrappedCommand(words) ?? wrappedCommand(script);
  const inner = wrapped === undefined ? "other" : role(wrapped, run, rules);
  if (inner !== "other") return inner;
  if (running?.shell === true) {
    const known = running.inline ? textRole(running.words, run, rules) : scriptRole(running.words, run);
    if (known !== "other") return known;
  }
  return programs.some((word) => isProgram(word, rules.match)) ? "runner" : "other";
}

/** A shell's script may be anything: it counts if it was given the run name as an argument. */
function scriptRole([, ...given]: readonly string[], run: string): Role {
  return namesRunName(given, run) ? "runner" : "other";
}

/**
 * What bystanders in a shell's text are given is set aside; the rest must name the run and begin a matching command,
 * not necessarily in one: `cd /runs/nightly && npx cypress run`.
 */
function textRole([text = "", ...given]: readonly string[], run: string, rules: RunnerRules): Role {
  const commands = simpleCommands(text).map((words) => ({ words, role: role(fromProgram(words), run, rules) }));
  const others = commands.filter((command) => command.role !== "bystander");
  if (commands.length > 0 && others.length === 0) return "bystander";
  const named = namesRunName([...given, ...others.flatMap(({ words }) => words)], run);
  return named && others.some((command) => command.role === "runner") ? "runner" : "other";
}

/** A process that set its title, as npm does, shows it as one word: `npm run nightly`. */
function titleWords(argv: readonly string[]): readonly string[] {
  const [title] = argv;
  return argv.length === 1 && title !== undefined ? title.trim().split(/\s+/) : argv;
}
