import { boot, type Boot } from "./boot.ts";
import { fillDisk } from "./disk.ts";
import { usualPath } from "./host.ts";
import { runInside, startInside, type Running, type RunOptions } from "./inside.ts";
import { startKeeper, type Keeper } from "./keeper.ts";
import { toolsOver, type Run, type Tools } from "./tools.ts";

export interface BoxOptions {
  /** Files and folders of this machine that the box shall not have. */
  readonly hide?: readonly string[];
  /** Folders of this machine by where the box shall have them, without a right to write there; not below /dev, /run, /tmp. */
  readonly show?: Readonly<Record<string, string>>;
  /** PATH of the commands run in the box; the usual one if not given. */
  readonly path?: string;
}

/**
 * A systemd of its own as PID 1 over a copy-on-write view of this machine's files, with its own processes, network (a
 * loopback alone), devices, clocks since boot, and journal. What is written inside lies in memory and is gone with the box.
 */
export interface Box extends Tools {
  /** The last boot: how long it took, and which units failed in it. */
  readonly booted: Pick<Boot, "tookMs" | "failed">;
  /** PID 1 as seen from outside. */
  readonly pid: number;
  /** The file of its network namespace, which stays the same over reboots. */
  readonly network: string;
  /** Runs a command to its end, whatever its exit status, in all namespaces of the box and from its root folder. */
  readonly run: Run;
  /** Starts a command and leaves it running; it ends with the boot at the latest. */
  start(command: string, argv?: readonly string[], options?: Pick<RunOptions, "env">): Promise<Running>;
  /** Ends all processes, by a power cut or in order, and boots again from the same disk with another boot id. */
  reboot(how: "power cut" | "in order"): Promise<void>;
  /** Ends all processes and gives everything back; rejects if something stays. Twice is fine. */
  end(): Promise<void>;
}

/** Boots a box and waits until its systemd has started everything. Call `end` when done. */
export async function bootBox({ hide = [], show = {}, path = usualPath }: BoxOptions = {}): Promise<Box> {
  const keeper = await startKeeper();
  try {
    fillDisk(keeper.upper, hide);
    await keeper.mountDisk(show);
    return boxOf(keeper, path, await boot(keeper, 1, path));
  } catch (error) {
    await keeper.end();
    throw error;
  }
}

function boxOf(keeper: Keeper, path: string, first: Boot): Box {
  let booted = first;
  let count = 1;
  const run: Run = (command, argv = [], options = {}) => runInside(booted.entrance, [command, ...argv], options);
  return {
    ...toolsOver(run),
    run,
    network: keeper.network,
    get booted() {
      return booted;
    },
    get pid() {
      return booted.entrance.pid;
    },
    start: (command, argv = [], options = {}) => startInside(booted.entrance, [command, ...argv], options),
    async reboot(how) {
      await (how === "in order" ? booted.shutDown() : booted.cut());
      booted = await boot(keeper, ++count, path);
    },
    async end() {
      await booted.cut();
      await keeper.end();
    },
  };
}
