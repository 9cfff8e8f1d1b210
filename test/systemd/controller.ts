import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Receiver } from "../mattermost/receiver.ts";
import type { Box } from "./box/box.ts";
import type { Ran } from "./box/enter.ts";
import { usualPath } from "./box/host.ts";
import { startMattermost } from "./box/mattermost.ts";
import { boxFor } from "./box/systemd-test.ts";

/** Where a controller has this repository. */
export const checkout = "/opt/checkout";

/** The automation root that is watched when nothing else is said. */
const defaultRoot = "/root/cdc-e2e-cyp-12.17.4";

export const units = {
  path: "atvm-run-watcher.path",
  timer: "atvm-run-watcher.timer",
  service: "atvm-run-watcher.service",
};

/** A machine with a systemd, a Mattermost, and an automation root with specs for mocha, on which nothing is installed yet. */
export interface Controller {
  readonly box: Box;
  readonly mattermost: Receiver;
  readonly root: string;
  /** Runs the installed program as an operator would, from a shell. */
  readonly watcher: (...argv: readonly string[]) => Promise<Ran>;
  /** The same for what has to succeed; its standard output. */
  readonly ok: (...argv: readonly string[]) => Promise<string>;
  /** Installs from the checkout, with the webhook; everything has to be fine then. What it printed. */
  readonly install: (...argv: readonly string[]) => Promise<string>;
  /** Writes the configuration; also before anything is installed. */
  readonly configure: (config: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Has what stands in for ATVM register a build and do its runs with real mochas and reporters, to the end. */
  readonly run: (build: string, ...options: readonly string[]) => Promise<void>;
  /** Has the timer start a pass every three seconds, which is more than passes keep apart, so that a test takes less time. */
  readonly everyThreeSeconds: () => Promise<void>;
  /** Writes a drop-in for one of the units, and has systemd take it up. */
  readonly dropIn: (unit: string, text: string) => Promise<void>;
}

export interface ControllerOptions {
  readonly root?: string;
  readonly hide?: readonly string[];
  /** The Node that does the runs; that of the machine if not given. */
  readonly node?: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Waits short enough for tests. */
export const quickPolicy = { settle: "2s", quiet: "2s" } as const;

/** A controller for one test, gone with it. */
export async function controllerFor(context: TestContext, options: ControllerOptions = {}): Promise<Controller> {
  const { root = defaultRoot, hide = [], node = "node", config = { policy: quickPolicy } } = options;
  const away = nodeElsewhere();
  const show = { [checkout]: join(import.meta.dirname, "../.."), ...(away === undefined ? {} : { "/opt/node": away }) };
  const box = await boxFor(context, { hide, show });
  if (away !== undefined && node === "node") await box.shell("ln -s /opt/node/node /usr/local/bin/node");
  const mattermost = await startMattermost(box);
  context.after(() => mattermost.close());
  const watcher = (...argv: readonly string[]) => box.run("atvm-run-watcher", argv);
  const controller: Controller = {
    ...{ box, mattermost, root, watcher },
    async ok(...argv) {
      const { status, stdout, stderr } = await watcher(...argv);
      assert.equal(status, 0, `${argv.join(" ")}: ${stdout}${stderr}`);
      return stdout;
    },
    async install(...argv) {
      const all = [...(root === defaultRoot ? [] : ["--root", root]), "--webhook-file", "-", ...argv];
      const { status, stdout, stderr } = await box.run(`${checkout}/scripts/install`, all, {
        input: mattermost.webhook().href,
      });
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /^nothing is wrong$/m);
      return stdout;
    },
    configure: (content) => box.write("/etc/atvm-run-watcher/config.json", JSON.stringify(content)),
    async run(build, ...argv) {
      const driver = `cd '${root}' && exec ${node} ${checkout}/scripts/demonstration/atvm/driver.mjs "$@"`;
      const { status, stdout, stderr } = await box.run("sh", ["-c", driver, "sh", build, ...argv]);
      assert.equal(status, 0, stdout + stderr);
    },
    everyThreeSeconds: () => controller.dropIn(units.timer, "[Timer]\nOnCalendar=\nOnCalendar=*:*:0/3\n"),
    async dropIn(unit, text) {
      await box.write(`/etc/systemd/system/${unit}.d/90-test.conf`, text);
      await box.shell(`systemctl daemon-reload; if systemctl -q is-active ${unit}; then systemctl restart ${unit}; fi`);
    },
  };
  await controller.configure(config);
  await makeRoot(box, root);
  return controller;
}

async function makeRoot(box: Box, root: string): Promise<void> {
  const folders = ["logs", "xml", "mochawesome"].map((kind) => `'${root}/cypress/cmcReporter/${kind}'`);
  await box.shell(`mkdir -p ${folders.join(" ")}
    cp -R ${checkout}/scripts/demonstration/atvm/e2e '${root}/cypress/e2e'`);
}

/** The folder of the Node that runs the tests, if a unit would not find one on its own. */
function nodeElsewhere(): string | undefined {
  return usualPath.split(":").some((folder) => existsSync(join(folder, "node")))
    ? undefined
    : dirname(process.execPath);
}
