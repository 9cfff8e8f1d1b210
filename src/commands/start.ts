import { policyOf } from "../core/config.ts";
import { exitStatus } from "../core/faults.ts";
import { hangAfter } from "../core/judge/limits.ts";
import { quoted } from "../core/names.ts";
import { earlierWarnings, endWarnings, type Warning } from "../core/memory/registration.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import { formatDuration } from "../core/time.ts";
import { prepare, register, takeOverNewest, type Prepared } from "../pass/register.ts";
import type { App } from "./app.ts";
import { flag, nameArgument, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { locked } from "./locked.ts";
import { categoryOptions, requestOf, watchOptions, watchSchema } from "./start-options.ts";

/** As long as a pass may last, and more: a registration is never dropped for a busy lock (milliseconds). */
const lockWait = 150_000;

const schema = watchSchema.extend({ build: nameArgument, rerun: flag, replace: flag, "dry-run": flag, json: flag });

export const startCommand: Command = {
  command: "start <build>",
  describe: "Register a build, so that it is watched and posted",
  options: (argv) =>
    categoryOptions(watchOptions(argv, "a group of it, NAME or NAME=machine,machine; again for each group"))
      .positional("build", { type: "string", describe: "the build name ATVM is given" })
      .option("rerun", { type: "boolean", describe: "a new attempt of a name whose last attempt is judged" })
      .option("replace", { type: "boolean", describe: "close an open attempt as cancelled and begin anew" })
      .option("dry-run", { type: "boolean", describe: "say what would be registered; change nothing" })
      .option("json", { type: "boolean", describe: "print JSON" })
      .epilogue(
        "In the script that does the run:\n" +
          '  atvm-run-watcher start "$BUILD" --machines m1,m2 --pid $$\n' +
          "in the driver of a categorized run:\n" +
          '  atvm-run-watcher start "$BUILD" --group linux=m1,m2 --group win=m3 --pid $$',
      ),
  async run(app, argv) {
    const options = parseArguments(schema, argv);
    const { build, rerun, replace } = options;
    const registration = { build, request: await requestOf(app, options, app.config.root), rerun, replace };
    const prepared = options["dry-run"]
      ? await prepare(app, registration)
      : await locked(app, lockWait, (lock) => write(app, registration, lock));
    const warnings = await warningsOf(app, prepared);
    if (options.json) app.out.json({ version: 1, build, attempt: prepared.attempt.attempt, warnings });
    else for (const line of report(app, prepared, warnings, options["dry-run"])) app.out.line(line);
    return exitStatus.done;
  },
};

async function write(app: App, registration: Parameters<typeof prepare>[1], lock: HeldLock): Promise<Prepared> {
  await takeOverNewest(app, registration.build);
  const prepared = await prepare(app, registration);
  await register(app, prepared, lock);
  await app.runtime.ringDoorbell();
  return prepared;
}

async function warningsOf(app: App, { attempt, notCounted }: Prepared): Promise<readonly Warning[]> {
  const { request } = attempt;
  const found: Warning[] = [...endWarnings(request)];
  if (app.noWebhook !== null) found.push({ code: "webhook-missing", text: app.noWebhook });
  const dir = `${request.root}/${app.config.reporter.dir}`;
  if ((await app.host.directory(dir)).seen === "absent")
    found.push({ code: "reporter-dir-missing", text: `${dir} is not there yet; reports are looked for below it` });
  found.push(...earlierWarnings(attempt.foreign.map(({ pid }) => pid)));
  if (notCounted > 0) found.push({ code: "older-not-counted", text: notCountedText(notCounted) });
  return found;
}

function notCountedText(count: number): string {
  const files = count === 1 ? "1 older file of this name is" : `${count} older files of this name are`;
  return `${files} not counted; --since counts them`;
}

function report(
  app: App,
  { attempt, superseded, counted }: Prepared,
  warnings: readonly Warning[],
  dryRun: boolean,
): readonly string[] {
  const { build, request } = attempt;
  const policy = policyOf(app.config, overrides(request));
  return [
    `${dryRun ? "would register" : "registered"} ${quoted(build)}, attempt ${attempt.attempt}; this does not start ATVM`,
    ...(superseded === null
      ? []
      : [`attempt ${superseded.attempt} ${dryRun ? "would be" : "was"} closed as CANCELLED: superseded`]),
    `watched: ${watchedText(attempt.request)} below ${request.root}/${app.config.reporter.dir}`,
    ...(counted === 0 ? [] : [`${counted} older files are counted`]),
    `given up if nothing is seen for ${formatDuration(policy.startWithin)}, without progress for ${formatDuration(
      hangAfter(attempt.scope, policy, true),
    )}, or when older than ${formatDuration(policy.maxDuration)}`,
    `webhook: ${app.origins.webhook}; channel: ${request.channel === null ? app.origins.channel : "as given"}`,
    ...warnings.map(({ code, text }) => `warning: ${code}: ${text}`),
  ];
}

function watchedText({ categorized, groups, machines, pid }: Prepared["attempt"]["request"]): string {
  const runner = pid === null ? "" : `, process ${pid.pid}`;
  if (!categorized) return `${machines.length === 0 ? "machines as they appear" : machines.join(", ")}${runner}`;
  const named = groups.map((group) =>
    group.machines.length === 0 ? group.name : `${group.name} (${group.machines.join(", ")})`,
  );
  return `${named.length === 0 ? "groups as they appear" : `groups ${named.join(", ")}`}${runner}`;
}

function overrides({
  startWithin,
  hangAfter: hang,
  maxDuration,
}: Prepared["attempt"]["request"]): Parameters<typeof policyOf>[1] {
  return { startWithin: startWithin ?? undefined, hangAfter: hang ?? undefined, maxDuration: maxDuration ?? undefined };
}
