import type { Argv } from "yargs";
import type { App } from "./app.ts";
import type { Workbench } from "./workbench.ts";

/** The options every command has. */
export interface CommonOptions {
  readonly config: string | undefined;
  readonly stateDir: string | undefined;
}

interface CommandBase {
  /** As yargs wants it: the name and its positionals. */
  readonly command: string;
  readonly describe: string;
  options(argv: Argv): Argv;
}

/** One command: how it is called, and what it does. Its work is loaded only when it runs. */
export interface Command extends CommandBase {
  /** The exit status. Bad options throw a `Fault`. */
  run(app: App, argv: Arguments): Promise<number>;
}

/** A command about the installation itself: it works where nothing else does, as with a configuration that is wrong. */
export interface HostCommand extends CommandBase {
  runOnHost(bench: Workbench, argv: Arguments): Promise<number>;
}

export type AnyCommand = Command | HostCommand;

/** Makes what a command works with, once its command line is known to be right. */
export interface Makers {
  app(options: CommonOptions): Promise<App>;
  workbench(options: CommonOptions): Promise<Workbench>;
}

/** What yargs made of the command line; each command checks its own with zod. */
export type Arguments = Readonly<Record<string, unknown>>;
