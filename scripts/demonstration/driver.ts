import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Asked } from "./asked.ts";
import { step, watcherSays } from "./screen.ts";
import type { Stage } from "./stage.ts";

const driver = fileURLToPath(new URL("atvm/driver.mjs", import.meta.url));

/** Has one build done by what stands in for ATVM, and tells what it says. Rejects if it fails. */
export async function runDriver({ root, environment }: Stage, { build, options, inWords }: Asked): Promise<void> {
  step(`ATVM is asked for ${inWords}`);
  const child = spawn(process.execPath, [driver, build, ...options], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close") as Promise<[number | null]>;
  createInterface(child.stdout).on("line", (line) => {
    if (line.startsWith(" ")) watcherSays(line.trim());
    else step(`ATVM: ${line}`);
  });
  const [status] = await closed;
  if (status !== 0) throw new Error(`what stands in for ATVM ended with status ${String(status)} over ${build}`);
}
