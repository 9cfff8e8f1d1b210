import * as z from "zod";
import { exitStatus, Fault } from "../core/faults.ts";
import { quoted } from "../core/names.ts";
import { layoutRows, type LayoutRow } from "../core/files/layout.ts";
import { suggestPatterns, type Suggestions } from "../core/files/suggest.ts";
import { lookAtLayout, openNames, type LayoutLook } from "../pass/layout.ts";
import type { App } from "./app.ts";
import { flag, namesArgument, parseArguments, textArgument } from "./arguments.ts";
import type { Command } from "./command.ts";
import { layoutText, suggestionsText } from "./layout-text.ts";

const schema = z.object({
  build: textArgument.optional(),
  root: textArgument.startsWith("/", { error: "expects an absolute path" }).optional(),
  machines: namesArgument.optional(),
  suggest: flag,
  json: flag,
});

export const layoutCommand: Command = {
  command: "layout [build]",
  describe: "Which file belongs to which build, run and machine",
  options: (argv) =>
    argv
      .positional("build", {
        type: "string",
        describe: "leave out files of other builds; one not registered is taken as a build without groups",
      })
      .option("root", { type: "string", requiresArg: true, describe: "the automation root whose reports to look at" })
      .option("machines", { type: "string", requiresArg: true, describe: "names of its machines, separated by commas" })
      .option("suggest", {
        type: "boolean",
        describe: "patterns that would claim the files nobody claims; without BUILD for the only open one",
      })
      .option("json", { type: "boolean", describe: "print JSON" })
      .example("$0 layout", "whose each file is")
      .example("$0 layout nightly --suggest", "what to configure for nightly")
      .epilogue(
        "claimed: the file is read for that run and machine. older: unchanged since the build was registered, so not " +
          "counted. closed: of a build that is closed. contested: two builds claim it, so none gets it. unclaimed: no " +
          "pattern fits; run is then -. (not declared): the machine is none of those that the build declared.\n\n" +
          "--suggest tries patterns out on what is there, and prints what to write into config.json; afterwards layout " +
          "shows the files as claimed. Name the machines with --machines where the build did not declare any: else " +
          "their names are guessed.",
      ),
  async run(app, argv) {
    const options = parseArguments(schema, argv);
    const { root = null, machines = [], suggest, json } = options;
    const build = options.build ?? (suggest || machines.length > 0 ? await onlyBuild(app, suggest) : null);
    app.out.progress("looking through the reporter directory", true);
    const look = await lookAtLayout(app, { build, root, machines });
    const rows = rowsOf(look);
    const found = suggest && look.asked !== null ? suggestionsFor(app, look, look.asked, machines) : null;
    if (json) app.out.json(jsonOf(look, rows, found));
    else for (const line of textOf(look, rows, found)) app.out.line(line);
    return exitStatus.done;
  },
};

/** The one that is open is meant where none is named. */
async function onlyBuild(app: App, suggest: boolean): Promise<string> {
  const open = await openNames(app);
  if (open.length === 1 && open[0] !== undefined) return open[0];
  const option = suggest ? "--suggest" : "--machines";
  const found = open.length === 0 ? "none is open" : `open are ${open.map(quoted).join(", ")}`;
  throw new Fault(
    exitStatus.usage,
    "usage",
    `${option} needs the name of a build, for ${found}: layout BUILD ${option} (see --help)`,
  );
}

/** Of one build alone: its own files, and those that nobody or several claim. */
function rowsOf({ files, claims, owners, asked }: LayoutLook): readonly LayoutRow[] {
  const inventories = new Map([...claims.claimants.keys()].map(({ attempt, inventory }) => [attempt.build, inventory]));
  const rows = layoutRows(files, claims.attribution, [...claims.claimants.values()].flat(), inventories, owners);
  const name = asked?.build.attempt.build;
  return name === undefined ? rows : rows.filter(({ build }) => build === null || build === name);
}

function suggestionsFor(
  { config }: App,
  { files, claims, owners }: LayoutLook,
  { build }: NonNullable<LayoutLook["asked"]>,
  named: readonly string[],
): Suggestions {
  const { attempt, scopes } = build;
  const declared = (claims.claimants.get(build) ?? []).flatMap(({ machines }) => machines);
  const announced = scopes.flatMap((scope) => scope.announced);
  const told = [...named, ...declared, ...announced];
  // What was only observed is no machine's name where names are told: a pattern may have read it wrongly.
  const machines = told.length > 0 ? told : scopes.flatMap(({ observed }) => observed);
  const { only, others, attribution } = claims;
  const claimants = [...[...claims.claimants.values()].flat(), ...others];
  const claimed = { config, files, claimants, only, attribution };
  return suggestPatterns(claimed, attempt.build, [...new Set(machines)], owners);
}

function textOf(look: LayoutLook, rows: readonly LayoutRow[], found: Suggestions | null): readonly string[] {
  const files = layoutText(look, rows);
  return found === null ? files : [...files, "", ...suggestionsText(found, rows)];
}

function jsonOf({ root }: LayoutLook, files: readonly LayoutRow[], found: Suggestions | null): unknown {
  if (found === null) return { version: 1, root, files, suggestions: [] };
  const { suggestions, reporter, unfit, held } = found;
  const config = suggestions.length === 0 ? null : { reporter };
  return { version: 1, root, files, suggestions, config, unfit, held };
}
