import { spawn } from "node:child_process";
import { remoteMountsFrom, type Mount } from "../core/files/mounts.ts";
import { unreadable } from "../core/words.ts";
import { mounts } from "./mounts.ts";

/** Longer than a server takes that is there, in milliseconds. */
const patience = 5_000;

/** Mounts that did not answer: each costs a pass its patience once. */
const silent = new Set<string>();

/**
 * "Could not look", if a file system at or below a directory does not answer. Only one whose server may go away is asked, and by
 * another process: a call to a dead mount does not come back, and Node waits for its own calls even when it is told to exit
 * (20.20, seen). Never throws.
 */
export async function deadMount(dir: string): Promise<ReturnType<typeof unreadable> | undefined> {
  for (const mount of remoteMountsFrom(mounts(), dir)) {
    if (await isSilent(mount)) return unreadable(`${mount.point} (${mount.type}) does not answer`);
  }
  return undefined;
}

async function isSilent({ point }: Mount): Promise<boolean> {
  if (!silent.has(point) && !(await answers(point))) silent.add(point);
  return silent.has(point);
}

function answers(dir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn("stat", ["--", dir], { stdio: "ignore" });
    // Not even SIGKILL reaches every process that waits for a dead mount.
    child.unref();
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve(false);
    }, patience);
    const heard = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    // Where it cannot be asked, the look itself will tell.
    child.once("error", heard).once("exit", heard);
  });
}
