import * as z from "zod";
import { inspectionStatus, uninspected, type Inspection } from "../core/reports/inspection.ts";
import { inspectFile, type Inspector } from "../pass/inspect.ts";
import type { App } from "./app.ts";
import { flag, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { inspectionText, total, totalsText } from "./inspect-text.ts";

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
      .example("$0 inspect report.xml run.log", "what a pass would make of them")
      .example("$0 inspect cypress/cmcReporter", "the same for all that lies there")
      .example("$0 inspect --json DIR > night.jsonl", "one JSON object a line, for scripts")
      .epilogue(
        "Each file is read whole, as a pass reads it. A report is passed, failed, empty (whole, but without a test) or " +
          "unreadable (cut, being written, or no report at all); a log passed, failed, ended (without a result), open " +
          "(without an end), cancelled or killed. What a report lists counts, not its own summary; where the two differ, " +
          "that is told. Links are not followed.\n\n" +
          "Exit status: 0 every file was read, and passed or ended; 1 some failed, are empty of tests, or tell of a " +
          "cancelled or killed run; 2 some could not be read or are not final (2 where both are true).",
      ),
  async run(app, argv) {
    const { files, json } = parseArguments(schema, argv);
    const verdicts = new Map<Inspection["verdict"], number>();
    const inspector: Inspector = {
      lines: app.config,
      sources: app.ports.sources,
      kindOf: (file) => app.host.kindOf(file),
      progress: (file) => app.out.progress(`${total(verdicts)} files read; reading ${file}`),
    };
    let status = 0;
    for (const named of files) {
      for await (const inspection of inspections(app, inspector, named)) {
        status = Math.max(status, inspectionStatus(inspection));
        verdicts.set(inspection.verdict, (verdicts.get(inspection.verdict) ?? 0) + 1);
        if (json) app.out.json(inspection);
        else for (const line of inspectionText(inspection, app.out.width)) app.out.line(line);
        if (app.out.gone()) return status;
      }
    }
    if (!json) for (const line of totalsText(verdicts)) app.out.line(line);
    return status;
  },
};

/** Each told as soon as it is read: there may be thousands. */
async function* inspections({ host }: App, inspector: Inspector, named: string): AsyncGenerator<Inspection> {
  if ((await host.directory(named)).seen !== "present") {
    yield inspectFile(inspector, named);
    return;
  }
  let isEmpty = true;
  for await (const { path, detail } of host.reportsBelow(named)) {
    isEmpty = false;
    yield detail === null ? inspectFile(inspector, path) : uninspected(path, "unknown", detail);
  }
  if (isEmpty) yield uninspected(named, "unknown", "no .xml, .json or .log file is below it");
}
