import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the built program, and its entry. */
export const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
export const entry = "atvm-run-watcher.cjs";

/** package.json. */
export const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
};

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  /** The Node that runs it; this one by default. */
  readonly node?: string;
  readonly cwd?: string;
  /** The folder of the program; dist/ by default. */
  readonly folder?: string;
}

/** Runs the built program in a bare environment and waits for its end. */
export function runDist(argv: readonly string[], circumstances: Circumstances = {}): Ended {
  const { node = process.execPath, folder = dist, cwd = "/" } = circumstances;
  const { error, status, stdout, stderr } = spawnSync(node, [`${folder}/${entry}`, ...argv], {
    cwd,
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin" },
    timeout: 60_000,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}
