import * as z from "zod";
import { shellQuoted } from "../core/show/cures.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { quoted } from "../core/names.ts";
import { findAll, type Finding } from "../pass/plan.ts";
import { glance } from "../pass/round.ts";
import { filesOfName } from "../pass/strangers.ts";
import { findTarget, type Target } from "../pass/target.ts";
import type { App } from "./app.ts";
import { flag, nameArgument, parseArguments, textArgument } from "./arguments.ts";
import type { Command } from "./command.ts";
import { explained } from "./explained.ts";
import { explainText } from "./explain-text.ts";

const schema = z.object({ build: textArgument, group: nameArgument.optional(), json: flag });

export const explainCommand: Command = {
  command: "explain <build>",
  describe: "Why it is judged as it is, and why it was or was not posted",
  options: (argv) =>
    argv
      .positional("build", { type: "string", describe: "a build name, or a run name as seen in files or in the post" })
      .option("group", { type: "string", requiresArg: true, describe: "only this group" })
      .option("json", { type: "boolean", describe: "print JSON" })
      .epilogue("Looks afresh and tells every fact seen and every rule tried. Changes nothing and cannot post."),
  async run(app, argv) {
    const { build, group, json } = parseArguments(schema, argv);
    const target = await targetOrStrangers(app, build, group ?? null);
    const { findings } = await findAll(app, [target.stored], glance);
    const wanted = findings.filter((finding) => isWanted(finding, target));
    if (json)
      app.out.json({
        version: 1,
        build: target.stored.build,
        scopes: wanted.map((finding) => explained(app.config, finding)),
      });
    else
      for (const finding of wanted)
        for (const line of explainText(finding, explained(app.config, finding), app)) app.out.line(line);
    return exitStatus.done;
  },
};

function isWanted({ scope, begun, stored }: Finding, { subRun }: Target): boolean {
  if (subRun !== null) return scope.memory.group === subRun.memory.group;
  return (
    scope.memory.group === null || begun || stored.state.request.groups.some(({ name }) => name === scope.memory.group)
  );
}

/** For a name never registered: what files of it there are, and the registration that would judge them. */
async function targetOrStrangers(app: App, build: string, group: string | null): Promise<Target> {
  try {
    return await findTarget(app, build, group);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "build-unknown") throw error;
    const found = await filesOfName(app, build);
    if (found === null) throw error;
    throw new Fault(
      exitStatus.refused,
      "build-unknown",
      `${quoted(build)} was never registered; ${found.count === 1 ? "1 file of this name is" : `${found.count} files of this name are`} there, the newest ${found.newestPath} of ${found.newestAt}; ` +
        `to judge them: atvm-run-watcher start ${shellQuoted(build)} --since ${found.oldestAt}`,
    );
  }
}
