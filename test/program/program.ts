import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { dist, entry, type Ended } from "./dist.ts";

/** The built program while it runs; the test goes on, so that it can answer as Mattermost. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Kills it as the kernel would: it can clean up nothing. */
  kill(): void;
}

/** Starts the built program that lies in `folder` in a bare environment, with `environment` added to it. */
export function startProgram(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder = dist,
): Running {
  const child = spawn(process.execPath, [join(folder, entry), ...argv], {
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
  return { ended, kill: () => void child.kill("SIGKILL") };
}
