import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Entrance } from "./enter.ts";
import { killHard, orElse } from "./host.ts";

/**
 * Kills every process of a box. PID 1 takes all others with it, unless it waits itself for one of them, such as the server
 * of a dead mount. What outside waits for a process inside is left alone: it has to take note of that one's end.
 */
export function killAll({ pid, cgroup }: Entrance): void {
  const inside = namespaceOf(pid);
  const others = processesBelow(cgroup).filter((other) => namespaceOf(other) === inside);
  for (const one of [pid, ...others]) killHard(one);
}

/** The processes of a cgroup and of those in it, as seen from outside. */
function processesBelow(cgroup: string): readonly number[] {
  const found = orElse("", () => readFileSync(join(cgroup, "cgroup.procs"), "utf8"));
  const folders = orElse([], () => readdirSync(cgroup, { withFileTypes: true }).filter((entry) => entry.isDirectory()));
  const pids = found.split("\n").filter(Boolean).map(Number);
  return [...pids, ...folders.flatMap(({ name }) => processesBelow(join(cgroup, name)))];
}

function namespaceOf(pid: number): string {
  return orElse("", () => readlinkSync(`/proc/${pid}/ns/pid`));
}
