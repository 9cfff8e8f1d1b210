import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A real process that does nothing but live. */
export interface Runner {
  readonly pid: number;
  /** Kills it and waits until nothing is left of it. */
  kill(): Promise<void>;
}

/** Starts `node runner.js …` from a script in `folder`: a command line as that of a run. */
export async function spawnRunner(folder: string, argv: readonly string[]): Promise<Runner> {
  const script = join(folder, "runner.js");
  writeFileSync(script, "setInterval(() => undefined, 1_000_000);\n");
  const child = spawn(process.execPath, [script, ...argv], { cwd: folder, stdio: "ignore" });
  const exited = once(child, "exit");
  await once(child, "spawn");
  const { pid } = child;
  if (pid === undefined) throw new Error("a spawned process has a pid");
  return {
    pid,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
