import { readFileSync, readlinkSync } from "node:fs";
import { access, constants, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { FirstProcess } from "../core/health/host.ts";
import { present, unreadable, type Seen } from "../core/words.ts";

/** The PID namespace that every kernel boots with, `PROC_PID_INIT_INO` of its sources. */
const initialNamespace = "pid:[4026531836]";

/** Every program of this name that a shell with this PATH would find, in its order, links followed. Never throws. */
export async function programsOnPath(name: string, path: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of path.split(":").filter((part) => part.startsWith("/"))) {
    const real = await realProgram(join(folder, name));
    if (real.seen === "present") found.push(real.fact);
  }
  return [...new Set(found)];
}

/** The program behind a path, links followed. Never throws. */
export async function realProgram(path: string): Promise<Seen<string>> {
  try {
    await access(path, constants.X_OK);
    return present(await realpath(path));
  } catch {
    return { seen: "absent" };
  }
}

/** Who holds pid 1, and whether in the namespace of the kernel's own. Never throws. */
export function firstProcess(proc = "/proc"): Seen<FirstProcess> {
  try {
    const initial = readlinkSync(`${proc}/self/ns/pid`) === initialNamespace;
    return present({ initial, name: readFileSync(`${proc}/1/comm`, "utf8").trim() });
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}
