import { execFile } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../dist/atvm-run-watcher.cjs", import.meta.url));
const specs = fileURLToPath(new URL("atvm/e2e/", import.meta.url));

/** A controller in a folder. */
export interface Stage {
  /** The automation root. */
  readonly root: string;
  /** What its processes find in their environment: nothing of the environment that the demo was started in. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs the built program as an operator would. */
  watcher(...argv: readonly string[]): Promise<Ended>;
}

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings that suit runs of a few seconds. */
const policy = { settle: "2s", quiet: "10s", spacing: "0s" };

/** Makes an automation root with specs, and the program as a command that knows its configuration and webhook. */
export function setStage(folder: string, webhook: URL): Stage {
  const root = join(folder, "cdc-e2e-cyp");
  const bin = join(folder, "bin");
  const config = join(folder, "config.json");
  for (const dir of ["logs", "xml", "mochawesome"])
    mkdirSync(join(root, "cypress/cmcReporter", dir), { recursive: true });
  cpSync(specs, join(root, "cypress/e2e"), { recursive: true });
  writeFileSync(config, JSON.stringify({ root, stateDir: join(folder, "state"), policy }));
  mkdirSync(bin);
  const command = join(bin, "atvm-run-watcher");
  writeFileSync(command, '#!/bin/sh\nexec node "$DEMO_PROGRAM" "$@" --config "$DEMO_CONFIG"\n', { mode: 0o755 });
  const environment = {
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    TMPDIR: folder,
    DEMO_PROGRAM: program,
    DEMO_CONFIG: config,
    MATTERMOST_ATVM_WEBHOOK: webhook.href,
    MATTERMOST_ATVM_CHANNEL: "atvm",
  };
  return { root, environment, watcher: (...argv) => run(command, argv, environment) };
}

function run(command: string, argv: readonly string[], environment: Stage["environment"]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, argv, { env: environment }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
