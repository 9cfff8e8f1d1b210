import type { Argv } from "yargs";
import type { App } from "./app.ts";

/** The options every command has. */
export interface CommonOptions {
  readonly config: string | undefined;
  readonly stateDir: string | undefined;
}

/** One command: how it is called, and what it does. Its work is loaded only when it runs. */
export interface Command {
  /** As yargs wants it: the name and its positionals. */
  readonly command: string;
  readonly describe: string;
  options(argv: Argv): Argv;
  /** The exit status. Bad options throw a `Fault`. */
  run(app: App, argv: Arguments): Promise<number>;
}

/** What yargs made of the command line; each command checks its own with zod. */
export type Arguments = Readonly<Record<string, unknown>>;
