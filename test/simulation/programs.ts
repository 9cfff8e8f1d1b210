import { runPass } from "../../src/commands/pass.ts";
import { cancelCommand } from "../../src/commands/cancel.ts";
import { resetCommand } from "../../src/commands/reset.ts";
import { resolveCommand } from "../../src/commands/resolve.ts";
import { startCommand } from "../../src/commands/start.ts";
import { Fault } from "../../src/core/faults.ts";
import type { Actor } from "./stage.ts";
import { appOf, tell, type World } from "./world.ts";

const commands = { cancel: cancelCommand, reset: resetCommand, resolve: resolveCommand, start: startCommand };

/** How a process ended: its exit status, the code of the fault it told, or `killed`. */
export type Ending = number | string;

/** Starts one pass, by hand or as systemd does. */
export function startPass(world: World, name: string, supervised = false): Actor {
  return started(world, name, (actor) => runPass({ ...appOf(world, actor), supervised }));
}

/** Starts one of an operator's commands, with what yargs makes of its command line. */
export function startCommandOf(world: World, name: keyof typeof commands, argv: object): Actor {
  const what = JSON.stringify(argv).replace(/[{}"]/g, "");
  return started(world, `${name} ${what}`, (actor) =>
    commands[name].run(appOf(world, actor, name === "reset"), argv as Readonly<Record<string, unknown>>),
  );
}

function started(world: World, name: string, work: (actor: Actor) => Promise<number>): Actor {
  const { pid } = world.machine.start(["/usr/bin/node", "/usr/bin/atvm-run-watcher", name]);
  const actor = world.stage.spawn(`${name} (${pid})`, pid, work);
  tell(world, `${actor.name} is started`);
  return actor;
}

/** How an actor ended, if it has; an error that is no `Fault` is a bug and breaks the run off. */
export function endingOf(world: World, actor: Actor): Ending | undefined {
  const { ended } = actor;
  if (ended === null) return undefined;
  if ("value" in ended) return Number(ended.value);
  if (ended.error instanceof Fault) return ended.error.code;
  const text = ended.error instanceof Error ? (ended.error.stack ?? ended.error.message) : String(ended.error);
  world.judge.fail("bug", `${actor.name}: ${text}`);
  return "bug";
}
