import { randomUUID } from "node:crypto";
import { realpath } from "node:fs/promises";
import { hostname } from "node:os";
import manifest from "../../package.json" with { type: "json" };
import type { CommonOptions } from "../commands/command.ts";
import type { ConfigRead, Workbench } from "../commands/workbench.ts";
import { parseConfig } from "../core/config.ts";
import { asFault, exitStatus, Fault } from "../core/faults.ts";
import type { CredentialSeen } from "../core/health/settings.ts";
import type { HostLooks, SetupHost } from "../core/hostports.ts";
import type { Clock } from "../core/ports.ts";
import { configFile, installedProgram, launcher } from "../core/setup/places.ts";
import { present, unreadable } from "../core/words.ts";
import { findCredentials, type Credential } from "../delivery/credentials.ts";
import { parseKeyValues } from "../delivery/key-values.ts";
import { parseWebhook } from "../delivery/webhook.ts";
import { run } from "../host/command.ts";
import { ageOf, folder, space } from "../host/folders.ts";
import { mounts } from "../sources/mounts.ts";
import { firstProcess, programsOnPath, realProgram } from "../host/programs.ts";
import { systemdVersion, units } from "../host/units.ts";
import { deadMount } from "../sources/answering.ts";
import { createClock } from "../sources/clock.ts";
import { readBootId } from "../sources/procfs.ts";
import { configText, readConfig } from "../store/configfile.ts";
import { createRuntime } from "../store/runtime.ts";
import { applyFile, makeSetupFolder } from "../store/setupfiles.ts";
import { createStore } from "../store/store.ts";
import { output } from "./output.ts";
import { lookup, mattermost, readText, sources } from "./ports.ts";

const webhookKey = "MATTERMOST_ATVM_WEBHOOK";

/** Wires what commands about the installation work with; whatever is broken becomes something they can tell. */
export async function makeWorkbench(options: CommonOptions): Promise<Workbench> {
  const configuration = await configurationOf(options.config);
  const { config } = configuration;
  const stateDir = options.stateDir ?? config.stateDir;
  // As the service finds them: it has no environment of a shell.
  const found = await findCredentials({ environment: {}, credentialsFile: config.credentialsFile });
  const { webhook, channel, token } = found;
  return {
    root: process.geteuid?.() === 0,
    version: manifest.version,
    out: output,
    configuration,
    credentials: {
      webhook: seenOf(webhook),
      channel:
        config.mattermost.channel === undefined ? seenOf(channel) : { seen: "present", source: "the configuration" },
      token: seenOf(token),
      onlyInEnvironment: webhook.seen === "absent" && (process.env[webhookKey] ?? "") !== "",
      warnings: found.warnings.map(({ text }) => text),
    },
    mattermost: webhook.seen === "present" ? mattermost(config, webhook) : null,
    lookup: lookup(config, token) ?? null,
    channel: config.mattermost.channel ?? (channel.seen === "present" ? channel.value : null),
    clock: clockOrNull(),
    sources: sources(config),
    store: createStore({ stateDir }),
    runtime: createRuntime({ stateDir }),
    stateDir,
    looks,
    setup,
    host: hostname(),
    id: () => randomUUID(),
  };
}

async function configurationOf(named: string | undefined): Promise<ConfigRead> {
  const file = named ?? configFile;
  try {
    return { file, found: (await configText(file)) !== null, config: await readConfig(named), fault: null };
  } catch (error) {
    const defaults = parseConfig({});
    if (!defaults.ok) throw error;
    return { file, found: true, config: defaults.value, fault: asFault(error) };
  }
}

function seenOf(credential: Credential<unknown>): CredentialSeen {
  if (credential.seen === "fault") return { seen: "fault", text: credential.fault.message };
  return credential.seen === "present" ? { seen: "present", source: credential.source } : credential;
}

function clockOrNull(): Clock | null {
  try {
    return createClock();
  } catch {
    return null;
  }
}

const looks: HostLooks = {
  units,
  systemdVersion,
  folder: async (path) => (await deadMount(path)) ?? folder(path),
  space,
  ageOf: (path) => ageOf(path, Date.now()),
  programs: async () => ({
    own: await realpath(process.argv[1] ?? ""),
    installed: await realProgram(installedProgram),
    onPath: await programsOnPath("atvm-run-watcher", process.env["PATH"] ?? ""),
    launcher,
  }),
  firstProcess: () => firstProcess(),
  mounts: () => mounts(),
  bootId: () => {
    try {
      return present(readBootId("/proc"));
    } catch (error) {
      return unreadable(error instanceof Error ? error.message : String(error));
    }
  },
};

const setup: SetupHost = {
  mounts: () => mounts(),
  configText: () => configText(configFile),
  readText: async (path) => {
    try {
      return await readText(path);
    } catch (error) {
      const why = error instanceof Error && "code" in error ? String(error.code) : "error";
      throw new Fault(
        exitStatus.refused,
        "file-unreadable",
        `${path} cannot be read (${why}); name a file that can be read`,
      );
    }
  },
  realPath: (path) => realpath(path).catch(() => undefined),
  checkedWebhook: (text) => {
    const webhook = parseWebhook(text);
    return webhook.ok ? { ok: true, value: webhook.value.href } : webhook;
  },
  webhookIn: (text) => {
    const webhook = parseKeyValues(text).get(webhookKey);
    return webhook === "" ? undefined : webhook;
  },
  apply: applyFile,
  makeFolder: (path) => makeSetupFolder(path, 0o700),
  systemctl: async (argv) => {
    const { status, said } = await run("systemctl", argv);
    if (status !== 0) throw new Fault(exitStatus.io, "systemctl-failed", `systemctl ${argv.join(" ")}: ${said}`);
  },
};
