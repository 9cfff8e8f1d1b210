import * as z from "zod";
import { exitStatus } from "../core/faults.ts";
import { findTarget } from "../pass/target.ts";
import { overview, type Overview } from "../pass/overview.ts";
import type { App } from "./app.ts";
import { flag, parseArguments, textArgument } from "./arguments.ts";
import type { Command } from "./command.ts";
import { statusText } from "./status-text.ts";
import { statusJson } from "./status-json.ts";

const schema = z.object({ build: textArgument.optional(), all: flag, check: flag, json: flag });

/** Answers of `status --check`. */
const check = { fine: 0, person: 1, noPass: 2 } as const;

export const statusCommand: Command = {
  command: "status [build]",
  describe: "What is open, what needs a person, what was posted",
  options: (argv) =>
    argv
      .positional("build", { type: "string", describe: "a build name, or a run name as seen in files or in the post" })
      .option("all", { type: "boolean", describe: "also what was closed more than 24 hours ago" })
      .option("check", {
        type: "boolean",
        describe:
          "for scripts: exit 0 nothing for a person, 1 something needs review, waits or fails, 2 no pass for three intervals",
      })
      .option("json", { type: "boolean", describe: "print JSON" }),
  async run(app, argv) {
    const { build, all, check: checking, json } = parseArguments(schema, argv);
    const name = build === undefined ? null : (await findTarget(app, build, null)).stored.build;
    const view = await overview(app, { build: name, all });
    if (json) app.out.json(statusJson(view, app.version));
    else for (const line of statusText(view, zoned(app))) app.out.line(line);
    return checking ? verdictOf(view) : exitStatus.done;
  },
};

function verdictOf(view: Overview): number {
  if (view.stale) return check.noPass;
  const { builds } = statusJson(view, "");
  const scopes = builds.flatMap((build) => build.scopes);
  // One that is being sent may be so for ever: by a process that stands still.
  const waits = scopes.some(({ delivery: { phase } }) => ["waiting", "sending", "unconfirmed"].includes(phase));
  const review = builds.some((build) => build.needsReview) || view.damage.length > 0 || view.contested.length > 0;
  return waits || review || hasFailed(view.lastPass) ? check.person : check.fine;
}

/** What it could not do, each pass after it cannot do either, until somebody looks into the log. */
function hasFailed(last: Overview["lastPass"]): boolean {
  return last?.exit != null && last.exit !== exitStatus.done && last.exit !== exitStatus.later;
}

function zoned(app: App): number {
  return app.zoneOffset(app.ports.clock.now().at);
}
