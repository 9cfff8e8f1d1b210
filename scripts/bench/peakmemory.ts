import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Runs a program to its end; the most memory, in bytes, that the kernel was seen to count for it. Null if it was gone
 * before anybody looked.
 */
export async function peakMemory(argv: readonly [string, ...string[]]): Promise<number | null> {
  const [program, ...rest] = argv;
  const child = spawn(program, rest, { stdio: "ignore" });
  let peak = 0;
  // The kernel forgets the mark when the process ends; it only rises, so one of the last moments is near enough.
  const poll = setInterval(() => (peak = Math.max(peak, highWaterMark(child.pid))), 1);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", resolve);
    });
    if (status !== 0) throw new Error(`${argv.join(" ")}: exit status ${status ?? "none"}`);
  } finally {
    clearInterval(poll);
  }
  return peak === 0 ? null : peak;
}

/** 0 when the process is gone. */
function highWaterMark(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
