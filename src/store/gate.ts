import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exitStatus, Fault } from "../core/faults.ts";
import { createFile } from "./durable.ts";
import { failedWith, onDisk } from "./disk.ts";
import { realFileSystem } from "./filesystem.ts";
import { look } from "./read.ts";

/**
 * Does `work` while no other process is in the gate; undefined if it was not free before `until` (`performance.now`).
 * The gate is an abstract unix socket: the kernel gives its name to one process at a time and takes it back the moment
 * that process is gone, which no file can do. It counts within one network namespace.
 */
export async function withinGate<Value>(
  name: string,
  until: number,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  for (;;) {
    const leave = await onDisk("write", "the gate of the lock", () => enter(name));
    if (leave !== undefined) return work().finally(leave);
    if (performance.now() >= until) return undefined;
    await sleep(5 + Math.random() * 20);
  }
}

/** The gate's name, random and kept in the runtime directory: one that all could guess, all could occupy. */
export async function gateName(runtimeDir: string): Promise<string> {
  const file = join(runtimeDir, "gate");
  if ((await look(realFileSystem, file)).seen === "absent")
    await createFile(realFileSystem, file, `${randomBytes(16).toString("hex")}\n`);
  const text = await onDisk("read", file, () => readFile(file, "utf8"));
  if (/^[0-9a-f]{32}\n$/.test(text)) return text.trim();
  // Never mended by itself: for a moment there would be two gates.
  const cure = "remove it while no pass and no command is running";
  throw new Fault(exitStatus.io, "state-read-failed", `${file} does not hold the name of the gate; ${cure}`);
}

/** The way out, or undefined while somebody else is in. */
function enter(name: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    // Whoever connects is sent away: an open connection would keep this process from ending.
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => {
      if (failedWith(error, "EADDRINUSE")) resolve(undefined);
      else reject(error);
    });
    server.listen(`\0atvm-run-watcher-${name}`, () => resolve(() => server.close()));
  });
}
