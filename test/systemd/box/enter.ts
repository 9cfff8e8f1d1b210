import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { clocksCanBeFresh, killHard, usualPath, withheld } from "./host.ts";

/** A box that runs, and how to get into it. */
export interface Entrance {
  /** PID 1 of the box as seen from outside. */
  readonly pid: number;
  /** The folder of its cgroups as seen from outside. */
  readonly cgroup: string;
  /** PATH of what is run in it. */
  readonly path: string;
}

/** How a command ended; 128 and the number of the signal if it was killed by one. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Entered {
  readonly child: ChildProcess;
  /** What it has printed until now. */
  readonly printed: () => Omit<Ran, "status">;
  readonly ended: Promise<Ran>;
  readonly kill: () => void;
}

const namespaces = ["mount", "pid", "uts", "ipc", "net", "cgroup", "root", "wd"];

/** A shell that runs a command, says nothing itself, and ends with its status. */
const waiting = 'exec 4>&2 2>/dev/null; "$@" 2>&4 4>&-; exit $?';

/**
 * Starts a command in all namespaces of a box. Between it and this process stands a shell outside of its process namespace,
 * which dies with this process, and the command with it. (An nsenter in that place would stop when the command is stopped,
 * and never go on.) The cgroup is joined from outside, where that is allowed.
 */
export function enter(
  { pid, cgroup, path }: Entrance,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  stdio: readonly ("pipe" | "ignore")[],
): Entered {
  const variables = Object.entries({ PATH: path, HOME: "/root", LANG: "C.UTF-8", ...env });
  const entered = clocksCanBeFresh() ? [...namespaces, "time"] : namespaces;
  const words = [
    ...["--pdeathsig", "KILL", "--", "sh", "-c", 'echo 0 >"$0" && exec "$@"', `${cgroup}/shell/cgroup.procs`],
    ...["nsenter", "--target", `${pid}`, ...entered.map((name) => `--${name}`), "--no-fork", "--"],
    ...["sh", "-c", waiting, "sh", "setpriv", "--pdeathsig", "KILL", "--bounding-set", withheld, "--"],
    ...["env", "-i", ...variables.map(([name, value]) => `${name}=${value}`), ...argv],
  ];
  const child = spawn("setpriv", words, { stdio: [...stdio], env: { PATH: usualPath } });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const printed = () => ({ stdout: stdout(), stderr: stderr() });
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals]>;
  const ended = closed.then(([status, signal]) => ({
    status: status ?? 128 + constants.signals[signal],
    ...printed(),
  }));
  return { child, printed, ended, kill: () => kill(child) };
}

/** Kills the command and not the shell, whose business it is to take note of its end: nobody else would for a while. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").split(" ").filter(Boolean);
  for (const pid of children.length > 0 ? children.map(Number) : [child.pid]) killHard(pid);
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
