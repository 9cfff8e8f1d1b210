import * as z from "zod";
import { asSeen } from "../core/message/escape.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { quoted } from "../core/names.ts";
import { previews } from "../pass/preview.ts";
import { findTarget } from "../pass/target.ts";
import { flag, nameArgument, parseArguments, textArgument } from "./arguments.ts";
import type { Command } from "./command.ts";

const schema = z.object({ build: textArgument, group: nameArgument.optional(), json: flag });

export const previewCommand: Command = {
  command: "preview <build>",
  describe: "The message as a person would see it; nothing is posted",
  options: (argv) =>
    argv
      .positional("build", { type: "string", describe: "a build name, or a run name as seen in files" })
      .option("group", { type: "string", requiresArg: true, describe: "only this group" })
      .option("json", { type: "boolean", describe: "print the exact payload, one line for each message" }),
  async run(app, argv) {
    const { build, group, json } = parseArguments(schema, argv);
    const target = await findTarget(app, build, group ?? null);
    const found = await previews(app, target);
    if (found.length === 0)
      throw new Fault(
        exitStatus.refused,
        "nothing-to-preview",
        `no report of ${quoted(build)} was seen yet; see explain`,
      );
    if (!json) app.out.line(`webhook: ${app.origins.webhook}; channel: ${app.origins.channel}`);
    for (const { name, sofar, body } of found) {
      if (json) app.out.json(body);
      else
        for (const line of [
          "",
          `${name}${sofar ? ", as it would be told if it ended now" : ""}:`,
          ...asSeen(body.text).split("\n"),
        ])
          app.out.line(line);
    }
    return exitStatus.done;
  },
};
