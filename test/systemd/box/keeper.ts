import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { boxScript, usualPath } from "./host.ts";

/** What outlives the boots of a box: its disk, its network and its place among the machine's cgroups. */
export interface Keeper {
  readonly pid: number;
  /** The folder of the upper layer of the disk, as seen from outside. */
  readonly upper: string;
  /** The file of the network namespace. */
  readonly network: string;
  /** The folder of all cgroups of a boot, as seen from outside and by processes that have entered the keeper's mounts. */
  readonly cgroup: { readonly outside: string; readonly inside: string };
  /**
   * Puts the disk together: no file of the upper layer may be touched from outside any more. What `shown` names by its place
   * inside are folders of this machine.
   */
  mountDisk(shown: Readonly<Record<string, string>>): Promise<void>;
  /** The command line that runs `argv` in the namespaces of the keeper. */
  enter(argv: readonly string[]): readonly string[];
  /** Gives everything back; rejects if something stays. */
  end(): Promise<void>;
}

/** Starts a keeper. Everything it has lies in memory, and is gone with it however this process ends. */
export async function startKeeper(): Promise<Keeper> {
  // A session of its own: a Ctrl-C that ends the test may not end what cleans up behind it.
  const child = spawn("unshare", ["--mount", "--net", "--", ...boxScript("keep")], {
    stdio: "pipe",
    detached: true,
    env: { PATH: usualPath },
  });
  const errors = text(child.stderr);
  const exit = once(child, "exit") as Promise<[number | null]>;
  const first = await Promise.race([once(child.stdout, "data"), exit.then(() => undefined)]);
  if (first === undefined || child.pid === undefined) throw new Error(`cannot make a box: ${await errors}`);
  const pid = child.pid;
  const enter = (argv: readonly string[]) => ["nsenter", "--target", `${pid}`, "--mount", "--net", "--", ...argv];
  return {
    pid,
    enter,
    upper: `/proc/${pid}/root/run/upper`,
    network: `/proc/${pid}/ns/net`,
    cgroup: { outside: `/proc/${pid}/root/run/cgroup/atvm-box-${pid}`, inside: `/run/cgroup/atvm-box-${pid}` },
    async mountDisk(shown) {
      const folders = Object.entries(shown).flatMap(([inside, outside]) => [outside, inside]);
      const [command = "", ...argv] = enter(boxScript("mount_disk", ...folders));
      const mount = spawn(command, argv, { stdio: ["ignore", "ignore", "inherit"], env: { PATH: usualPath } });
      const [status] = (await once(mount, "close")) as [number];
      if (status !== 0) throw new Error(`cannot mount the disk of a box: status ${status}`);
    },
    async end() {
      child.stdin.end();
      const [status] = await exit;
      if (status !== 0) throw new Error(`a box left something behind: ${await errors}`);
    },
  };
}
