import { randomUUID } from "node:crypto";
import { fstatSync, readFileSync } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import manifest from "../package.json" with { type: "json" };
import type { App, Host, Origins } from "./commands/app.ts";
import type { CommonOptions } from "./commands/command.ts";
import { runPass } from "./commands/pass.ts";
import { plainPass } from "./commands/plainpass.ts";
import { exitStatus, Fault, loaded } from "./core/faults.ts";
import { parseTemplates } from "./core/message/message.ts";
import type { Journal, Mattermost, Sources } from "./core/ports.ts";
import { parseDuration } from "./core/time.ts";
import type { Config } from "./core/config.ts";
import { findCredentials, type Credential, type Credentials } from "./delivery/credentials.ts";
import { createClock } from "./sources/clock.ts";
import { liveProcess } from "./sources/liveprocess.ts";
import { readConfig } from "./store/configfile.ts";
import { createRuntime } from "./store/runtime.ts";
import { createStore } from "./store/store.ts";

/** The program: runs one command and sets the exit status. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that went away is no reason to stop half-way.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  try {
    process.exitCode = await run(argv);
  } catch (error) {
    const fault = asFault(error);
    process.stderr.write(`atvm-run-watcher: ${fault.code}: ${fault.message}\n`);
    process.exitCode = fault.status;
  }
}

/** Runs the command; the parser and all commands but a plain pass are loaded only for it. */
async function run(argv: readonly string[]): Promise<number> {
  const plain = plainPass(argv);
  if (plain !== undefined) return runPass(await wired(plain));
  const { runCommand } = await loaded(import("./commands/parse.ts"));
  const { commands } = await loaded(import("./commands/list.ts"));
  return runCommand(argv, commands, manifest.version, wired);
}

/** The one place where real ports are wired together. */
async function wired(options: CommonOptions): Promise<App> {
  const config = await readConfig(options.config);
  const stateDir = options.stateDir ?? config.stateDir;
  const credentials = await findCredentials({ environment: process.env, credentialsFile: config.credentialsFile });
  const clock = createClock();
  const supervised = isJournal(process.env["JOURNAL_STREAM"]);
  const owner = liveProcess(process.pid);
  if (owner.seen !== "present") throw new Fault(exitStatus.io, "proc-unreadable", "/proc does not show this process");
  return {
    config,
    ports: {
      clock,
      sources,
      store: createStore({ stateDir }),
      mattermost: mattermost(config, credentials.webhook),
      journal: journal(supervised),
      random: { id: () => randomUUID(), fraction: () => Math.random() },
    },
    runtime: createRuntime({ stateDir }),
    owner: owner.fact.id,
    noWebhook: missingWebhook(credentials.webhook),
    channel: config.mattermost.channel ?? valueOf(credentials.channel),
    templates: templates(),
    zoneOffset: (iso) => -new Date(iso).getTimezoneOffset(),
    version: manifest.version,
    out: {
      line: (text) => {
        process.stdout.write(`${visible(text)}\n`);
      },
      json: (value) => {
        process.stdout.write(`${JSON.stringify(value)}\n`);
      },
    },
    host,
    origins: originsOf(config, credentials),
    supervised,
  };
}

/** systemd names the device and inode of the journal's stream; children of a service inherit the name alone. */
function isJournal(stream: string | undefined): boolean {
  if (stream === undefined) return false;
  const { dev, ino } = fstatSync(2);
  return stream === `${dev}:${ino}`;
}

/** Each source is loaded when it is first asked: most passes need few of them. */
const sources: Sources = {
  processes: async () => (await loaded(import("./sources/processes.ts"))).processes(),
  files: async (dir, globs) => (await loaded(import("./sources/files.ts"))).files(dir, globs),
  report: async (file, kind) => (await loaded(import("./sources/report.ts"))).report(file, kind),
  log: async (file, before, skip, lines) => (await loaded(import("./sources/log.ts"))).log(file, before, skip, lines),
  logEnd: async (file) => (await loaded(import("./sources/log.ts"))).logEnd(file),
};

const host: Host = {
  process: (pid) => liveProcess(pid),
  directory: async (path) => {
    const found = await stat(path).catch(() => undefined);
    return found?.isDirectory() ? realpath(path) : undefined;
  },
  kindOf: async (file) => (await loaded(import("./sources/filekind.ts"))).fileKind(file),
  readText: async (path) => readFile(path === "-" ? "/dev/stdin" : path, "utf8"),
};

function mattermost(config: Config, webhook: Credential<URL>): Mattermost {
  const connect = async (): Promise<Mattermost | Fault> => {
    if (webhook.seen !== "present")
      return new Fault(exitStatus.configuration, "webhook-missing", "there is no webhook");
    const { timeout, caFile } = config.mattermost;
    const endpoint = { webhook: webhook.value, timeoutMs: parseDuration(timeout) ?? 10_000, caFile };
    return loaded(import("./delivery/mattermost.ts")).then((part) => part.createMattermost(endpoint), asFault);
  };
  // A try that ends here is one of which no byte went out, and has to be told as such.
  return {
    post: async (body) => {
      const made = await connect();
      if (!(made instanceof Fault)) return made.post(body);
      return { sent: "no", code: made.code, text: made.message, retryAfterMs: null };
    },
    probe: async () => {
      const made = await connect();
      return made instanceof Fault ? { healthy: false, code: made.code, text: made.message } : made.probe();
    },
  };
}

function journal(supervised: boolean): Journal {
  const write = (text: string): void => void process.stderr.write(text);
  const make = async (): Promise<Journal> =>
    (await loaded(import("./commands/journal.ts"))).createJournal(supervised, write);
  let made: Promise<Journal> | undefined;
  const to = (level: keyof Journal) => async (text: string) => (await (made ??= make()))[level](text);
  return { info: to("info"), warn: to("warn"), error: to("error") };
}

function templates(): App["templates"] {
  const read = (name: string): string => readFileSync(new URL(`../templates/${name}`, import.meta.url), "utf8");
  return parseTemplates({ message: read("message.md"), card: read("card.md") });
}

function missingWebhook(webhook: Credential<URL>): string | null {
  if (webhook.seen === "present") return null;
  if (webhook.seen === "fault") return webhook.fault.message;
  return "no Mattermost webhook is configured: put its URL into /etc/atvm-run-watcher/credentials/mattermost-webhook (mode 0600), or set MATTERMOST_ATVM_WEBHOOK";
}

function originsOf(config: Config, { webhook, channel }: Credentials): Origins {
  const channelWords =
    config.mattermost.channel === undefined ? origin(channel, "the webhook's own channel") : "from the configuration";
  return { webhook: origin(webhook, "not configured"), channel: channelWords };
}

function origin(credential: Credential<unknown>, none: string): string {
  if (credential.seen === "present") return `from ${credential.source}`;
  return credential.seen === "fault" ? credential.fault.message : none;
}

function valueOf(credential: Credential<string>): string | null {
  return credential.seen === "present" ? credential.value : null;
}

/** Names of files may hold anything; a terminal is shown no control character. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** An error nobody foresaw is told in one line, without the path or the text of anything it was about. */
function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const [where = ""] = error instanceof Error ? (error.stack ?? "").split("\n").slice(1) : [];
  const what = error instanceof Error ? error.name : typeof error;
  return new Fault(exitStatus.bug, "bug", `unexpected ${what} ${where.trim()}; please report it with this line`);
}
