import type { Argv } from "yargs";
import * as z from "zod";
import { exitStatus, Fault } from "../core/faults.ts";
import { parseDuration, plus } from "../core/time.ts";
import type { BuildRequest } from "../core/state/state.ts";
import {
  channelArgument,
  durationArgument,
  flag,
  many,
  nameArgument,
  namesArgument,
  textArgument,
} from "./arguments.ts";
import type { App } from "./app.ts";

const text = { type: "string", requiresArg: true } as const;

/** The options that say what to watch, as yargs shows them; `group` says what `--group` means to the command. */
export function watchOptions(argv: Argv, group: string): Argv {
  return argv
    .option("root", { ...text, describe: "the automation root the run is started from" })
    .option("group", { ...text, describe: group })
    .option("machines", { ...text, describe: "its machines, separated by commas" })
    .option("machines-file", { ...text, describe: "a file with its machines, one a line; - reads standard input" })
    .option("pid", { ...text, describe: "the process that does the run, or drives its groups" })
    .option("since", { ...text, describe: "count files changed from this time on, or in this long (2h)" })
    .option("adopt", { type: "boolean", describe: "count files changed since the runner (--pid) started" })
    .option("start-within", { ...text, describe: "give up if nothing of it is seen for so long" })
    .option("hang-after", { ...text, describe: "call it hung after so long without progress" })
    .option("max-duration", { ...text, describe: "give up on a run that is older" })
    .option("channel", { ...text, describe: "post into this channel" });
}

const group = z
  .string()
  .transform((text) => {
    const [name = "", ...rest] = text.split("=");
    return { name, machines: rest.length === 0 ? "" : rest.join("=") };
  })
  .pipe(
    z.object({
      name: nameArgument,
      machines: z
        .literal("")
        .transform((): string[] => [])
        .or(namesArgument),
    }),
  );

/** The options that only a registration has. */
export function categoryOptions(argv: Argv): Argv {
  return argv
    .option("categorize", { type: "boolean", describe: "the request is split into groups, each a run of its own" })
    .option("groups", { ...text, describe: "its groups, separated by commas" });
}

/** What the options of `start` and `reset` must look like. */
export const watchSchema = z.object({
  root: textArgument.startsWith("/", { error: "expects an absolute path" }).optional(),
  categorize: flag,
  group: many(group),
  groups: namesArgument.optional(),
  machines: namesArgument.optional(),
  "machines-file": textArgument.optional(),
  pid: z
    .string({ error: "is given once" })
    .regex(/^[1-9]\d{0,9}$/, { error: "expects the number of a process" })
    .optional(),
  since: textArgument.optional(),
  adopt: flag,
  "start-within": durationArgument.optional(),
  "hang-after": durationArgument.optional(),
  "max-duration": durationArgument.optional(),
  channel: channelArgument.optional(),
});

export type WatchOptions = z.output<typeof watchSchema>;

/** The request that these options make. Throws a `Fault` for a root, a process or a file that is not there. */
export async function requestOf(app: App, options: WatchOptions, usualRoot: string): Promise<BuildRequest> {
  const root = await realRoot(app, options.root ?? usualRoot);
  const groups = [...options.group, ...(options.groups ?? []).map((name) => ({ name, machines: [] as string[] }))];
  const process = options.pid === undefined ? null : liveProcess(app, Number(options.pid));
  return {
    root,
    categorized: options.categorize || groups.length > 0,
    groups: unique(groups),
    machines: await machinesOf(app, options),
    pid: process?.id ?? null,
    since: sinceOf(app, options, process),
    adopt: options.adopt,
    startWithin: options["start-within"] ?? null,
    hangAfter: options["hang-after"] ?? null,
    maxDuration: options["max-duration"] ?? null,
    channel: options.channel ?? null,
  };
}

/** One root has one name, whatever links lead to it: builds of one root must not take each other's files. */
async function realRoot({ host }: App, root: string): Promise<string> {
  const real = await host.directory(root);
  if (real.seen === "present") return real.fact;
  if (real.seen === "unreadable") {
    throw new Fault(
      exitStatus.notPermitted,
      "root-unreadable",
      `the automation root ${root} cannot be looked at (${real.detail}); run it with sudo, or correct the path`,
    );
  }
  throw new Fault(
    exitStatus.refused,
    "root-missing",
    `the automation root ${root} is no directory; name the right one with --root or in the configuration`,
  );
}

interface Live {
  readonly id: NonNullable<BuildRequest["pid"]>;
  readonly startedAt: string;
}

function liveProcess({ host }: App, pid: number): Live {
  const seen = host.process(pid);
  if (seen.seen === "present") return seen.fact;
  const why = seen.seen === "absent" ? "no such process is alive" : seen.detail;
  throw new Fault(
    exitStatus.refused,
    "pid-unknown",
    `--pid ${pid}: ${why}; in the script that does the run use --pid $$`,
  );
}

async function machinesOf({ host }: App, options: WatchOptions): Promise<readonly string[]> {
  const file = options["machines-file"];
  if (file === undefined) return [...new Set(options.machines)];
  const text = await host.readText(file).catch((error: unknown) => {
    const why = error instanceof Error && "code" in error ? String(error.code) : "error";
    throw new Fault(exitStatus.refused, "machines-file-unreadable", `--machines-file ${file} cannot be read (${why})`);
  });
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*/, "").trim());
  const names = namesArgument.safeParse(lines.filter((line) => line !== "").join(","));
  if (names.success) return [...new Set([...(options.machines ?? []), ...names.data])];
  throw new Fault(exitStatus.usage, "usage", `--machines-file: ${names.error.issues[0]?.message ?? "holds no names"}`);
}

function sinceOf({ ports }: App, { since, adopt }: WatchOptions, process: Live | null): string | null {
  if (since !== undefined) return timeOf(since, ports.clock.now().at);
  if (!adopt) return null;
  if (process !== null) return process.startedAt;
  throw new Fault(
    exitStatus.usage,
    "usage",
    "--adopt needs --pid, to know since when files count; or give the time with --since",
  );
}

function timeOf(text: string, now: string): string {
  const ago = parseDuration(text);
  if (ago !== undefined) return plus(now, -ago);
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new Fault(
    exitStatus.usage,
    "usage",
    `--since: expects a time such as 2026-11-23T20:00 or a duration such as 2h`,
  );
}

function unique(groups: readonly { name: string; machines: readonly string[] }[]): BuildRequest["groups"] {
  const merged = new Map<string, readonly string[]>();
  for (const { name, machines } of groups) merged.set(name, [...new Set([...(merged.get(name) ?? []), ...machines])]);
  return [...merged].map(([name, machines]) => ({ name, machines }));
}
