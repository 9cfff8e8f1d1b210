import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { text } from "node:stream/consumers";
import { boxScript, clocksCanBeFresh, findSystemd, usualPath, withheld } from "./host.ts";
import type { Entrance } from "./enter.ts";
import { runInside } from "./inside.ts";
import { killAll } from "./killall.ts";
import type { Keeper } from "./keeper.ts";

/** One boot of a box. */
export interface Boot {
  readonly entrance: Entrance;
  /** The units that failed while booting. */
  readonly failed: readonly string[];
  /** From the start of PID 1 until `systemctl is-system-running` said that it runs, in milliseconds. */
  readonly tookMs: number;
  /** Kills PID 1, and with it everything inside, as a power cut would; the disk keeps what was written. */
  cut(): Promise<void>;
  /** Shuts down in order. */
  shutDown(): Promise<void>;
}

const patienceMs = 60_000;

/** Boots systemd as PID 1 of new namespaces. Its boot id is a new one; its clocks since boot begin at zero, if they can. */
export async function boot(keeper: Keeper, count: number, path: string): Promise<Boot> {
  const started = performance.now();
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", ...keeper.enter(unshare(keeper, count))], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: usualPath },
  });
  const errors = text(child.stderr);
  const ended = once(child, "close");
  const first = await Promise.race([once(child.stdout, "data") as Promise<[Buffer]>, ended.then(() => undefined)]);
  if (first === undefined) throw new Error(`a box does not boot: ${await errors}`);
  child.stdout.resume();
  const entrance = { pid: Number(first[0].toString()), cgroup: `${keeper.cgroup.outside}/${count}`, path };
  let gone = false;
  void ended.then(() => (gone = true));
  const cut = async () => {
    if (!gone) killAll(entrance);
    await ended;
  };
  try {
    await untilSettled(entrance, () => gone);
    const tookMs = performance.now() - started;
    const failed = await failedUnits(entrance);
    return { entrance, failed, tookMs, cut, shutDown: () => shutDown(entrance, ended) };
  } catch (error) {
    await cut();
    throw new Error(`a box does not boot: ${await errors}`, { cause: error });
  }
}

function unshare(keeper: Keeper, count: number): readonly string[] {
  const namespaces = ["--pid", "--mount", "--uts", "--ipc", ...(clocksCanBeFresh() ? freshClocks() : [])];
  const init = [
    findSystemd() ?? "systemd",
    "--system",
    "--unit=multi-user.target",
    "--show-status=no",
    "--log-target=journal",
  ];
  return [
    ...["unshare", "--fork", "--kill-child", ...namespaces, "--"],
    ...boxScript("boot", `${keeper.cgroup.inside}/${count}`, randomUUID()),
    ...["env", "-i", "container=other", "setpriv", "--bounding-set", withheld, "--", ...init],
  ];
}

/** Counted from a whole second of the machine's own clock, so that none is ever below zero. */
function freshClocks(): readonly string[] {
  const offset = `-${Math.floor(Number(process.hrtime.bigint()) / 1e9)}`;
  return ["--time", "--monotonic", offset, "--boottime", offset];
}

/** Waits until everything that starts at boot has started. */
async function untilSettled(entrance: Entrance, isGone: () => boolean): Promise<void> {
  const limit = performance.now() + patienceMs;
  while (!isGone()) {
    const { stdout } = await runInside(entrance, ["systemctl", "is-system-running"]);
    if (stdout === "running\n" || stdout === "degraded\n") return;
    if (performance.now() > limit) throw new Error(`not up after ${patienceMs} ms: ${stdout}${await jobs(entrance)}`);
    await wait(20);
  }
  throw new Error("PID 1 ended");
}

async function jobs(entrance: Entrance): Promise<string> {
  return (await runInside(entrance, ["systemctl", "list-jobs", "--no-pager"])).stdout;
}

async function failedUnits(entrance: Entrance): Promise<readonly string[]> {
  const list = ["systemctl", "list-units", "--failed", "--plain", "--no-legend", "--no-pager"];
  const { stdout } = await runInside(entrance, list);
  return stdout
    .split("\n")
    .flatMap((line) => line.split(" ")[0] ?? [])
    .filter((name) => name !== "");
}

async function shutDown(entrance: Entrance, ended: Promise<unknown>): Promise<void> {
  // Not `systemctl reboot`: that first asks the log-in manager, which a box does not have.
  const target = ["systemctl", "start", "--no-block", "--job-mode=replace-irreversibly", "reboot.target"];
  const { status, stderr } = await runInside(entrance, target);
  if (status !== 0) throw new Error(`a box cannot be shut down: ${stderr}`);
  await ended;
}
