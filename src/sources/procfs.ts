import { readFileSync } from "node:fs";
import type { ProcessRow } from "../core/processes/process.ts";

/**
 * One process as /proc tells it; undefined once it is gone. Throws where it may not be looked at. Read synchronously:
 * these are a few bytes of kernel memory each, and hundreds of them take a quarter of the time so.
 */
export function readProcess(proc: string, pid: number): ProcessRow | undefined {
  try {
    // stat before cmdline: should the pid be reused in between, the identity is that of the process that is gone.
    const stat = parseStat(readFileSync(`${proc}/${pid}/stat`, "utf8"));
    return { pid, ...stat, argv: parseArgv(readFileSync(`${proc}/${pid}/cmdline`, "utf8")) };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The id the kernel gave this boot. Throws where it cannot be read. */
export function readBootId(proc: string): string {
  const text = readFileSync(`${proc}/sys/kernel/random/boot_id`, "utf8").trim();
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new Error("the kernel's boot id is not a UUID");
  return text;
}

/** When this boot began, in seconds since 1970: `btime` of /proc/stat. Throws where it cannot be read. */
export function readBootTime(proc: string): number {
  const [, seconds] = /^btime (\d+)$/m.exec(readFileSync(`${proc}/stat`, "utf8")) ?? [];
  if (seconds === undefined) throw new Error("/proc/stat names no boot time");
  return Number(seconds);
}

/** Fields 3, 4 and 22 of proc(5); field 2, the name, stands in parentheses and may hold spaces and parentheses. */
function parseStat(text: string): Pick<ProcessRow, "ppid" | "start" | "zombie"> {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, ppid] = fields;
  const start = fields[19];
  if (state === undefined || !/^\d+$/.test(ppid ?? "") || start === undefined || !/^\d+$/.test(start)) {
    throw new Error("a stat file of /proc is not as the kernel writes it");
  }
  return { ppid: Number(ppid), start, zombie: state === "Z" || state === "X" };
}

/** NUL ends each argument; a process that sets its title fills the space left with NULs. */
function parseArgv(text: string): readonly string[] {
  const argv = text.replace(/\0+$/, "");
  return argv === "" ? [] : argv.split("\0");
}

function isGone(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ESRCH";
}
