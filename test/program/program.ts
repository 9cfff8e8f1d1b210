import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { dist, entry, type Ended } from "./dist.ts";

/** The built program while it runs; the test goes on, so that it can answer as Mattermost. */
export interface Running {
  readonly ended: Promise<Ended>;
  readonly pid: number;
  /** Kills it as the kernel would: it can clean up nothing. */
  kill(): void;
}

/**
 * Starts the built program that lies in `folder` in a bare environment, with `environment` added to it; by another program
 * if one is given, as by strace.
 */
export function startProgram(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder = dist,
  by: readonly string[] = [],
): Running {
  const [program = process.execPath, ...rest] = [...by, process.execPath, join(folder, entry), ...argv];
  const child = spawn(program, rest, {
    cwd: "/",
    env: { PATH: "/usr/bin:/bin", TZ: "UTC", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
  const status = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const ended = Promise.all([status, text(child.stdout), text(child.stderr)]).then(([code, stdout, stderr]) => ({
    status: code,
    stdout,
    stderr,
  }));
  return { ended, pid: child.pid ?? 0, kill: () => void child.kill("SIGKILL") };
}
