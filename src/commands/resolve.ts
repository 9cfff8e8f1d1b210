import * as z from "zod";
import { exitStatus, Fault } from "../core/faults.ts";
import { doubtsOf, resolve, type Word } from "../pass/resolve.ts";
import { findTarget, findTargetToSave, type Target } from "../pass/target.ts";
import type { App } from "./app.ts";
import { flag, nameArgument, parseArguments, textArgument } from "./arguments.ts";
import type { Command } from "./command.ts";
import { commandWait, locked } from "./locked.ts";

const schema = z.object({
  build: textArgument,
  group: nameArgument.optional(),
  posted: flag,
  resend: flag,
  accept: flag,
});

export const resolveCommand: Command = {
  command: "resolve <build>",
  describe: "Settle a message in doubt, or end the review of a closed scope",
  options: (argv) =>
    argv
      .positional("build", { type: "string", describe: "a build name, or a run name as seen in files or in the post" })
      .option("group", { type: "string", requiresArg: true, describe: "only this group" })
      .option("posted", { type: "boolean", describe: "the message is in the channel: never send it again" })
      .option("resend", { type: "boolean", describe: "the message is not in the channel: send it again" })
      .option("accept", { type: "boolean", describe: "leave a HUNG or UNKNOWN scope as it is, without a post" }),
  async run(app, argv) {
    const options = parseArguments(schema, argv);
    const word = wordOf(options);
    const group = (target: Target): string | null => options.group ?? target.subRun?.memory.group ?? null;
    // The group may be one that only an older attempt has.
    const before = await findTarget(app, options.build, null);
    const meant = await doubtsOf(resolver(app), before.stored, group(before));
    const done = await locked(app, commandWait, async (lock) => {
      const target = await findTargetToSave(app, options.build, null);
      return resolve(resolver(app), target.stored, group(target), { word, meant }, lock);
    });
    await app.runtime.ringDoorbell();
    for (const line of done) app.out.line(line);
    return exitStatus.done;
  },
};

function wordOf(options: Readonly<Record<Word, boolean>>): Word {
  const words = (["posted", "resend", "accept"] as const).filter((word) => options[word]);
  const [word, another] = words;
  if (word !== undefined && another === undefined) return word;
  throw new Fault(exitStatus.usage, "usage", "give one of --posted, --resend and --accept (see --help)");
}

function resolver({ ports, host }: App): Parameters<typeof resolve>[0] {
  return {
    ports,
    isAlive: ({ boot, pid, start }) => {
      const seen = host.process(pid);
      if (seen.seen === "unreadable") return null;
      return seen.seen === "present" && seen.fact.id.boot === boot && seen.fact.id.start === start;
    },
  };
}
