import * as z from "zod";
import { inspectionStatus, uninspected, type Inspection } from "../core/reports/inspection.ts";
import { filesBelow, inspectFile, type Inspector } from "../pass/inspect.ts";
import type { App } from "./app.ts";
import { flag, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { inspectionText } from "./inspect-text.ts";

/** What stands behind `--` does not come as `files`; `_` begins with the command's own name. */
const schema = z
  .object({
    files: z.array(z.string().min(1, { error: "the name of a file is empty" })),
    _: z.array(z.string()),
    json: flag,
  })
  .transform(({ files, _: [, ...rest], json }) => ({ files: [...files, ...rest], json }))
  .refine(({ files }) => files.length > 0, { error: "name at least one report, log or directory" });

export const inspectCommand: Command = {
  command: "inspect [files..]",
  describe: "How the readers understand reports and logs, without any build",
  options: (argv) =>
    argv
      .positional("files", {
        type: "string",
        describe: "JUnit and mochawesome reports and logs; of a directory all .xml, .json and .log files below it",
      })
      .option("json", { type: "boolean", describe: "print JSON, one line for each file" })
      .epilogue(
        "Exit status: 0 every file was read, and passed or ended; 1 some failed, are empty of tests, or tell of a\n" +
          "cancelled or killed run; 2 some could not be read or are not final (2 where both are true).",
      ),
  async run(app, argv) {
    const { files, json } = parseArguments(schema, argv);
    const inspector: Inspector = {
      lines: app.config,
      sources: app.ports.sources,
      kindOf: (file) => app.host.kindOf(file),
    };
    let status = 0;
    for (const named of files) {
      for await (const inspection of inspections(app, inspector, named)) {
        status = Math.max(status, inspectionStatus(inspection));
        if (json) app.out.json(inspection);
        else for (const line of inspectionText(inspection)) app.out.line(line);
      }
    }
    return status;
  },
};

/** Each told as soon as it is read: there may be thousands. */
async function* inspections({ host }: App, inspector: Inspector, named: string): AsyncGenerator<Inspection> {
  if ((await host.directory(named)).seen !== "present") {
    yield inspectFile(inspector, named);
    return;
  }
  const below = await filesBelow(inspector, named);
  const files = below.seen === "present" ? below.fact : [];
  for (const file of files) yield inspectFile(inspector, file);
  if (below.seen === "unreadable") yield uninspected(named, "unknown", below.detail);
  else if (files.length === 0) yield uninspected(named, "unknown", "no .xml, .json or .log file is below it");
}
