import * as z from "zod";
import { fault, fine, healthStatus, type Finding } from "../core/health/finding.ts";
import { checkup } from "../pass/checkup.ts";
import { overview } from "../pass/overview.ts";
import { flag, parseArguments } from "./arguments.ts";
import type { HostCommand } from "./command.ts";
import { doctorText } from "./doctor-text.ts";
import { statusJson } from "./status-json.ts";
import type { Workbench } from "./workbench.ts";

const schema = z.object({ "send-test": flag, json: flag });

export const doctorCommand: HostCommand = {
  command: "doctor",
  describe: "Check everything around the watcher, each finding with its cure",
  options: (argv) =>
    argv
      .option("send-test", { type: "boolean", describe: "also post one message, marked as a test" })
      .option("json", { type: "boolean", describe: "print JSON" })
      .epilogue(
        "Looks at configuration, credentials, Mattermost (by a request that never posts), the automation root, units,\n" +
          "passes, processes, disk and state. Best run with sudo, as the service does.\n" +
          "Exit status: 0 fine, 1 warnings, 2 faults.",
      ),
  async runOnHost(bench, argv) {
    const { "send-test": sendTest, json } = parseArguments(schema, argv);
    const findings = [
      ...(await checkup({ ...bench, state: () => stateOf(bench) })),
      ...(sendTest ? [await tested(bench)] : []),
    ];
    if (json) bench.out.json({ version: 1, findings, status: healthStatus(findings) });
    else for (const line of doctorText(findings)) bench.out.line(line);
    return healthStatus(findings);
  },
};

async function stateOf(bench: Workbench): ReturnType<Parameters<typeof checkup>[0]["state"]> {
  const { clock, sources, store, runtime, configuration } = bench;
  if (clock === null) return { damaged: [], review: 0 };
  const observer = { config: configuration.config, ports: { clock, sources, store }, runtime, noWebhook: null };
  const view = await overview(observer, { build: null, all: false });
  const review = statusJson(view, bench.version).builds.filter(({ needsReview }) => needsReview).length;
  return { damaged: view.damage, review };
}

/** Posts one message that nobody can take for a result. */
async function tested({ mattermost, channel, host, id }: Workbench): Promise<Finding> {
  if (mattermost === null) return fault("test message", "there is no webhook to send it to", null);
  const sent = await mattermost.post({
    text: `🧪 TEST · a message of \`atvm-run-watcher doctor --send-test\` on \`${host.replace(/[^\w.-]/g, "_")}\` · no run has ended`,
    ...(channel === null ? {} : { channel }),
    props: { atvm_delivery_id: id() },
  });
  return sent.sent === "posted" ? fine("test message", "it is in the channel") : fault("test message", sent.text, null);
}
