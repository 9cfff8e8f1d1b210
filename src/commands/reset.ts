import { exitStatus, Fault } from "../core/faults.ts";
import type { BuildRequest } from "../core/state/state.ts";
import { reset, type ResetOrder } from "../pass/reset.ts";
import { findTargetToSave } from "../pass/target.ts";
import { flag, nameArgument, parseArguments, textArgument } from "./arguments.ts";
import type { Command } from "./command.ts";
import { commandWait, locked } from "./locked.ts";
import { requestOf, watchOptions, watchSchema, type WatchOptions } from "./start-options.ts";

const schema = watchSchema.omit({ categorize: true, groups: true }).extend({
  build: textArgument,
  group: nameArgument.optional(),
  ended: flag,
  reason: textArgument.optional(),
});

export const resetCommand: Command = {
  command: "reset <build>",
  describe: "Judge a build or a group again, open or closed",
  options: (argv) =>
    watchOptions(argv, "only this group; --machines then declares its machines")
      .positional("build", { type: "string", describe: "a build name, or a run name as seen in files" })
      .option("ended", {
        type: "boolean",
        describe: "your word that the run is over; its machines must still be final",
      })
      .option("reason", { type: "string", requiresArg: true, describe: "why, for the history" })
      .epilogue(
        "What you give replaces what was registered; the rest stays. A posted or unconfirmed scope is refused.",
      ),
  async run(app, argv) {
    const { build, group, ended, reason, ...options } = parseArguments(schema, argv);
    const done = await locked(app, commandWait, async (lock) => {
      const target = await findTargetToSave(app, build, group ?? null);
      const given = await requestOf(
        app,
        { ...options, categorize: false, group: [], groups: undefined },
        target.stored.state.request.root,
      );
      return reset(app, target, orderOf(options, given, ended, reason ?? null), lock);
    });
    await app.runtime.ringDoorbell();
    for (const name of done) app.out.line(`${name}: is judged again${ended ? ", as a run that is over" : ""}`);
    return exitStatus.done;
  },
};

function orderOf(
  options: Omit<WatchOptions, "categorize" | "group" | "groups">,
  given: BuildRequest,
  ended: boolean,
  reason: string | null,
): ResetOrder {
  const machines = options.machines !== undefined || options["machines-file"] !== undefined ? given.machines : null;
  if (ended && options.pid !== undefined) {
    throw new Fault(
      exitStatus.usage,
      "usage",
      "--ended says that the run is over, --pid that it is alive; give one of them",
    );
  }
  return { words: { ended, machines, pid: given.pid }, request: replaced(options, given), reason };
}

/** The parts of the request that were given; `undefined` would overwrite. */
function replaced(
  options: Omit<WatchOptions, "categorize" | "group" | "groups">,
  given: BuildRequest,
): Partial<BuildRequest> {
  return {
    ...(options.root === undefined ? {} : { root: given.root }),
    ...(options.pid === undefined ? {} : { pid: given.pid }),
    ...(given.since === null ? {} : { since: given.since }),
    ...(options["start-within"] === undefined ? {} : { startWithin: given.startWithin }),
    ...(options["hang-after"] === undefined ? {} : { hangAfter: given.hangAfter }),
    ...(options["max-duration"] === undefined ? {} : { maxDuration: given.maxDuration }),
    ...(options.channel === undefined ? {} : { channel: given.channel }),
  };
}
