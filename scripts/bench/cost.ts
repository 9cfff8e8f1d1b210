import { spawnSync } from "node:child_process";

/** What one process took, with all that it started and waited for; milliseconds. */
export interface Cost {
  readonly wall: number;
  /** User and system time together. */
  readonly cpu: number;
}

/** bash's own clock: Node cannot ask the kernel for the CPU time of its children. */
const timed = 'TIMEFORMAT="%3R %3U %3S"; time "$0" "$@" 2>/dev/null';

/** Runs a command and waits for its end; throws if it fails: the cost of a failure tells nothing. */
export function costOf(argv: readonly string[], environment: Readonly<Record<string, string>>): Cost {
  const { status, stderr } = spawnSync("bash", ["-c", timed, ...argv], {
    cwd: "/",
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [wall, user, system] = stderr.trim().split(" ").map(Number);
  if (status !== 0 || wall === undefined || user === undefined || system === undefined) {
    throw new Error(`${argv.join(" ")}: exit status ${status ?? "none"}`);
  }
  return { wall: wall * 1_000, cpu: (user + system) * 1_000 };
}
