import yargs, { type Argv } from "yargs";
import { exitStatus, Fault } from "../core/faults.ts";
import type { AnyCommand, Arguments, CommonOptions, Makers } from "./command.ts";

/**
 * Parses the command line and runs the command it names. What it works with is made only once the command line is right.
 * Returns the exit status; throws a `Fault` 64 for a command line that is wrong.
 */
export async function runCommand(
  argv: readonly string[],
  commands: readonly AnyCommand[],
  version: string,
  make: Makers,
): Promise<number> {
  refuseLoneDash(argv);
  let status: number = exitStatus.done;
  const run =
    (command: AnyCommand) =>
    async (parsed: Arguments): Promise<void> => {
      const options = commonOptions(parsed);
      status =
        "run" in command
          ? await command.run(await make.app(options), parsed)
          : await command.runOnHost(await make.workbench(options), parsed);
    };
  await parserOf(commands, version, run).parseAsync([...argv]);
  return status;
}

/** yargs passes over one that is no option's value, and so would do the rest. */
function refuseLoneDash(argv: readonly string[]): void {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  if (!words.some((word, index) => word === "-" && words[index - 1]?.startsWith("-") !== true)) return;
  throw new Fault(
    exitStatus.usage,
    "usage",
    "- alone names nothing: no command reads its names from standard input (see --help)",
  );
}

function parserOf(
  commands: readonly AnyCommand[],
  version: string,
  run: (command: AnyCommand) => (parsed: Arguments) => Promise<void>,
): Argv {
  const parser = yargs()
    .scriptName("atvm-run-watcher")
    .usage("$0 <command>\n\nPosts exactly one message in Mattermost when an ATVM run is really over.")
    .option("config", { type: "string", requiresArg: true, describe: "configuration file", global: true })
    .option("state-dir", { type: "string", requiresArg: true, describe: "where state is kept", global: true })
    .locale("en")
    .version(version)
    .help()
    .strict()
    .strictCommands()
    .demandCommand(1, "name a command")
    .exitProcess(false)
    .showHelpOnFail(false)
    .wrap(Math.min(110, process.stdout.columns || 110))
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .fail((message, error) => {
      throw error instanceof Fault ? error : usageFault(message, error);
    });
  for (const command of commands) {
    parser.command({
      command: command.command,
      describe: command.describe,
      builder: (own) => command.options(own),
      handler: run(command),
    });
  }
  return parser;
}

/** yargs reports wrong options as a message or as an error of its own; anything else is a bug and stays one. */
function usageFault(message: string | null, error: Error | undefined): Error {
  if (error !== undefined && error.name !== "YError") return error;
  const said = (message ?? error?.message ?? "the command line is wrong")
    .split("\n")
    .join(" ")
    // The one argument that a command can ask for.
    .replace(/^Not enough non-option arguments.*/, "name a build");
  return new Fault(exitStatus.usage, "usage", `${lowered(said)} (see --help)`);
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function commonOptions(parsed: Arguments): CommonOptions {
  return { config: single(parsed, "config"), stateDir: single(parsed, "state-dir") };
}

function single(parsed: Arguments, name: string): string | undefined {
  const value = parsed[name];
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  throw new Fault(exitStatus.usage, "usage", `--${name} is given once, with a value (see --help)`);
}
