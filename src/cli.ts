import { setTimeout as sleep } from "node:timers/promises";
import manifest from "../package.json" with { type: "json" };
import type { App } from "./commands/app.ts";
import type { Workbench } from "./commands/workbench.ts";
import type { CommonOptions } from "./commands/command.ts";
import { runPass } from "./commands/pass.ts";
import { plainPass } from "./commands/plainpass.ts";
import { asFault, loaded } from "./core/faults.ts";
import { makeApp } from "./wiring/app.ts";
import { clearProgress } from "./wiring/output.ts";

/** A pass that fails before it could space itself would be started by the next event at once, and again. Milliseconds. */
const pauseAfterFailure = 2_000;

/** The program: runs one command and sets the exit status. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that went away is no reason to stop half-way.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  try {
    process.exitCode = await run(argv);
  } catch (error) {
    const fault = asFault(error);
    clearProgress();
    process.stderr.write(`atvm-run-watcher: ${fault.code}: ${fault.message}\n`);
    process.exitCode = fault.status;
    // systemd gives every start of a service an id of its own.
    if (process.env["INVOCATION_ID"] !== undefined && argv[0] === "reconcile") await sleep(pauseAfterFailure);
  }
}

/** Runs the command; the parser and all commands but a plain pass are loaded only for it. */
async function run(argv: readonly string[]): Promise<number> {
  const plain = plainPass(argv);
  if (plain !== undefined) return runPass(await app(plain));
  const { runCommand } = await loaded(import("./commands/parse.ts"));
  const { commands } = await loaded(import("./commands/list.ts"));
  return runCommand(argv, commands, manifest.version, { app, workbench });
}

/** In the sources and in dist/ alike the templates lie beside the folder of this file. */
function app(options: CommonOptions): Promise<App> {
  return makeApp(options, new URL("../templates/", import.meta.url));
}

async function workbench(options: CommonOptions): Promise<Workbench> {
  return (await loaded(import("./wiring/workbench.ts"))).makeWorkbench(options);
}
