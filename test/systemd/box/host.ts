import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Where programs are looked for, inside and outside; what the test itself was given stays out of a box. */
export const usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Nothing in a box may load modules into the machine's kernel or set its clock. */
export const withheld = "-sys_module,-sys_time";

const script = readFileSync(new URL("box.sh", import.meta.url), "utf8");

/** The command line that runs a function of box.sh, whatever is mounted over the folder it lies in. */
export function boxScript(...argv: readonly string[]): readonly string[] {
  return ["sh", "-c", script, "box", ...argv];
}

/** The program that becomes PID 1; undefined if this machine has none. */
export function findSystemd(): string | undefined {
  return ["/usr/lib/systemd/systemd", "/lib/systemd/systemd"].find((path) => existsSync(path));
}

let fresh: boolean | undefined;

/** Whether the clocks of a boot can begin at zero: a container may forbid it, an old kernel may not know how. */
export function clocksCanBeFresh(): boolean {
  const argv = ["--fork", "--time", "--monotonic", "1", "true"];
  fresh ??= spawnSync("unshare", argv, { env: { PATH: usualPath }, timeout: 10_000 }).status === 0;
  return fresh;
}

/** Kills a process as the kernel would, unless it has ended already. */
export function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** What a look tells, or something else if it fails: processes and cgroups may go between two looks at them. */
export function orElse<T>(otherwise: T, look: () => T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
