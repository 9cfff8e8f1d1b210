import * as z from "zod";
import { asFault, exitStatus, Fault } from "../core/faults.ts";
import type { Applied } from "../core/hostports.ts";
import { configFile, units } from "../core/setup/places.ts";
import { planSetup, type SetupBefore, type SetupPlan, type SetupRequest } from "../core/setup/plan.ts";
import { channelArgument, flag, parseArguments, textArgument } from "./arguments.ts";
import type { HostCommand } from "./command.ts";
import type { Workbench } from "./workbench.ts";

const schema = z.object({
  root: textArgument.startsWith("/", { error: "expects an absolute path" }).optional(),
  "webhook-file": textArgument.optional(),
  "credentials-file": textArgument.optional(),
  channel: channelArgument.optional(),
  "dry-run": flag,
  config: z.undefined({ error: `is not for this command, which writes ${configFile}` }).optional(),
  "state-dir": z.undefined({ error: "is set in the configuration (stateDir)" }).optional(),
});

const text = { type: "string", requiresArg: true } as const;

export const setupCommand: HostCommand = {
  command: "setup",
  describe: "Configure this controller: root, webhook, channel; make the units agree with it and start them",
  options: (argv) =>
    argv
      .hide("config")
      .hide("state-dir")
      .option("root", { ...text, describe: "the automation root" })
      .option("webhook-file", {
        ...text,
        describe: "a file with the URL of the webhook, to be copied; - reads standard input",
      })
      .option("credentials-file", {
        ...text,
        describe: "an existing KEY=VALUE file that holds it, to be read where it is",
      })
      .option("channel", { ...text, describe: "post into this channel instead of the webhook's own" })
      .option("dry-run", { type: "boolean", describe: "say what would be done; change nothing" })
      .epilogue(
        "What is not given stays as it is. Without options it makes the units agree with the configuration, as after a\n" +
          "change of root or stateDir in it by hand. May be run again at any time; needs root.",
      ),
  async runOnHost(bench, argv) {
    const options = parseArguments(schema, argv);
    const dry = options["dry-run"];
    if (!dry && !bench.root) throw new Fault(exitStatus.notPermitted, "not-root", "setup needs root; use sudo");
    const request = await requestOf(bench, options);
    const plan = planned(request, { configText: await bench.setup.configText(), mounts: bench.setup.mounts() });
    for (const line of await applied(bench, plan, dry)) bench.out.line(line);
    return exitStatus.done;
  },
};

async function requestOf(bench: Workbench, options: z.output<typeof schema>): Promise<SetupRequest> {
  const { root, channel, "webhook-file": webhookFile, "credentials-file": keysFile } = options;
  if (webhookFile !== undefined && keysFile !== undefined) {
    throw new Fault(exitStatus.usage, "usage", "give --webhook-file or --credentials-file, not both (see --help)");
  }
  return {
    root: root === undefined ? null : await rootOf(bench, root),
    channel: channel ?? null,
    credentialsFile: keysFile === undefined ? null : await keys(bench, keysFile),
    webhook: webhookFile === undefined ? null : await webhook(bench, webhookFile),
  };
}

/** One that is not there yet is waited for. */
async function rootOf({ setup, looks }: Workbench, root: string): Promise<string> {
  const seen = await looks.folder(root);
  if (seen.seen !== "unreadable") return (await setup.realPath(root)) ?? root;
  const text = `--root ${root} cannot be used: ${seen.detail}; name the automation root, a directory`;
  throw new Fault(exitStatus.refused, "root-unusable", text);
}

async function webhook({ setup, configuration }: Workbench, file: string): Promise<string> {
  const { credentialsFile } = configuration.config;
  const keysFile = credentialsFile === undefined ? undefined : await setup.realPath(credentialsFile);
  if (keysFile !== undefined && setup.webhookIn(await setup.readText(keysFile)) !== undefined) {
    throw new Fault(
      exitStatus.refused,
      "webhook-elsewhere",
      `the webhook in ${keysFile} comes first; change it there, or take credentialsFile out of ${configFile}`,
    );
  }
  return checked(setup, (await setup.readText(file)).trim(), file === "-" ? "standard input" : file);
}

function checked(setup: Workbench["setup"], url: string, place: string): string {
  const webhook = setup.checkedWebhook(url);
  if (webhook.ok) return webhook.value;
  const text = `what ${place} holds ${webhook.fault}; a webhook's URL is https://HOST/hooks/ID, as Mattermost shows it`;
  throw new Fault(exitStatus.refused, "webhook-invalid", text);
}

async function keys({ setup }: Workbench, file: string): Promise<string> {
  const real = await setup.realPath(file);
  if (real === undefined)
    throw new Fault(
      exitStatus.refused,
      "credentials-file-missing",
      `${file} is not there; name a file that can be read`,
    );
  const webhook = setup.webhookIn(await setup.readText(real));
  if (webhook === undefined)
    throw new Fault(
      exitStatus.refused,
      "webhook-missing",
      `${real} does not set MATTERMOST_ATVM_WEBHOOK; add it there`,
    );
  checked(setup, webhook, `MATTERMOST_ATVM_WEBHOOK in ${real}`);
  return real;
}

function planned(request: SetupRequest, before: SetupBefore): SetupPlan {
  const plan = planSetup(request, before);
  if (plan.ok) return plan.value;
  throw new Fault(exitStatus.configuration, "config-invalid", `${configFile}: ${plan.fault.join("; ")}; correct it`);
}

/** Writes what differs, then has systemd take it up; the lines tell which. */
async function applied({ setup }: Workbench, plan: SetupPlan, dry: boolean): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const file of plan.files) {
    const did = await setup.apply(file, dry);
    if (did !== "unchanged" || file.text !== null) lines.push(`${said(did, dry)} ${file.path}`);
  }
  const starters = `${units.path} and ${units.timer}`;
  if (dry) return [...lines, `would enable and start ${starters}, and make a pass`];
  await started(setup, plan);
  const failed = await setup.systemctl(["start", units.service]).then(
    () => null,
    (error: unknown) => asFault(error).message,
  );
  return [...lines, `enabled and started ${starters}`, failed ?? "made a pass"];
}

async function started(setup: Workbench["setup"], { folders }: SetupPlan): Promise<void> {
  for (const folder of folders) await setup.makeFolder(folder);
  await setup.systemctl(["daemon-reload"]);
  await setup.systemctl(["enable", "--quiet", units.path, units.timer]);
  // Restarted, so that it watches what it is to watch now; a restart starts what is not active.
  await setup.systemctl(["restart", units.path, units.timer]);
}

function said(did: Applied, dry: boolean): string {
  if (did === "unchanged") return "unchanged";
  if (did === "removed") return dry ? "would remove" : "removed";
  return dry ? "would write" : "wrote";
}
