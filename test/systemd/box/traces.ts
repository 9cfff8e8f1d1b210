import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { orElse, usualPath } from "./host.ts";

/** What tells a box from everything else on the machine. */
export interface Marks {
  /** Its network namespace, in which all its processes are, as /proc names it. */
  readonly network: string;
  /** The process that holds what outlives its boots. */
  readonly keeper: number;
}

/** Reads the marks of a box while it lives. */
export function marksOf(network: string): Marks {
  return { network: readlinkSync(network), keeper: Number(/\d+/.exec(network)?.[0]) };
}

/** The command lines of the processes, and the folders among the cgroups, that a box has on this machine. */
export function tracesOf({ network, keeper }: Marks): { processes: readonly string[]; cgroups: readonly string[] } {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const processes = pids.filter((pid) => network === orElse("", () => readlinkSync(`/proc/${pid}/ns/net`)));
  const listing = "mount -t cgroup2 none /run; ls /run";
  const names = execFileSync("unshare", ["--mount", "sh", "-euc", listing], {
    encoding: "utf8",
    env: { PATH: usualPath },
  });
  return {
    processes: processes.map((pid) =>
      orElse("", () => readFileSync(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " "),
    ),
    cgroups: names.split("\n").filter((name) => name === `atvm-box-${keeper}`),
  };
}
