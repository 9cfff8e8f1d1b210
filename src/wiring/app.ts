import { randomUUID } from "node:crypto";
import { fstatSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import manifest from "../../package.json" with { type: "json" };
import type { App, Host, Origins } from "../commands/app.ts";
import type { CommonOptions } from "../commands/command.ts";
import type { Config } from "../core/config.ts";
import { errorCode, exitStatus, Fault, loaded } from "../core/faults.ts";
import { present, unreadable, type Seen } from "../core/words.ts";
import { findCredentials, type Credential, type Credentials } from "../delivery/credentials.ts";
import { createClock } from "../sources/clock.ts";
import { liveProcess } from "../sources/liveprocess.ts";
import { readConfig } from "../store/configfile.ts";
import { createRuntime } from "../store/runtime.ts";
import { createStore } from "../store/store.ts";
import { output } from "./output.ts";
import { journal, lookup, mattermost, readText, sources, templates } from "./ports.ts";

/** Wires the real ports of a pass and of the commands; `wording` is the folder of the templates. */
export async function makeApp(options: CommonOptions, wording: URL): Promise<App> {
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
      sources: sources(config),
      store: createStore({ stateDir }),
      mattermost: mattermost(config, credentials.webhook),
      lookup: lookup(config, credentials.token),
      journal: journal(supervised),
      random: { id: () => randomUUID(), fraction: () => Math.random() },
    },
    runtime: createRuntime({ stateDir }),
    owner: owner.fact.id,
    noWebhook: missingWebhook(credentials.webhook),
    channel: config.mattermost.channel ?? valueOf(credentials.channel),
    templates: templates(wording),
    zoneOffset: (iso) => -new Date(iso).getTimezoneOffset(),
    version: manifest.version,
    out: output,
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

const host: Host = {
  process: (pid) => liveProcess(pid),
  directory,
  kindOf: async (file) => (await loaded(import("../sources/filekind.ts"))).fileKind(file),
  reportsBelow,
  readText,
};

async function* reportsBelow(dir: string): ReturnType<Host["reportsBelow"]> {
  yield* (await loaded(import("../sources/reportsbelow.ts"))).reportsBelow(dir);
}

async function directory(path: string): Promise<Seen<string>> {
  try {
    return (await stat(path)).isDirectory() ? present(await realpath(path)) : { seen: "absent" };
  } catch (error) {
    const code = errorCode(error);
    return code === "ENOENT" || code === "ENOTDIR" ? { seen: "absent" } : unreadable(code);
  }
}

function missingWebhook(webhook: Credential<URL>): string | null {
  if (webhook.seen === "present") return null;
  if (webhook.seen === "fault") return webhook.fault.message;
  return "no Mattermost webhook is configured: store it with `sudo atvm-run-watcher setup --webhook-file FILE`, or set MATTERMOST_ATVM_WEBHOOK";
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
