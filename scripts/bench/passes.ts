import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { controller, environment, idleController, program } from "./controller.ts";
import { costOf, type Cost } from "./cost.ts";
import { table } from "./table.ts";

/** What whole processes of the built program cost, beside the least that a process of Node costs. Works in a folder. */
export function passes(folder: string, runs: number): readonly string[] {
  const runner = spawn("sleep", ["infinity"], { stdio: "ignore" });
  try {
    if (runner.pid === undefined) throw new Error("there is no program called sleep");
    const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length;
    const title = `medians of ${runs} runs, Node ${process.versions.node}, ${processes} processes in the table`;
    return [title, "", ...table(measure(folder, runs, runner.pid))];
  } finally {
    runner.kill();
  }
}

function measure(folder: string, runs: number, runner: number): Parameters<typeof table>[0] {
  const commands: readonly (readonly [name: string, argv: readonly string[]])[] = [
    ["node -e 0", [process.execPath, "-e", "0"]],
    ["--version", [process.execPath, program, "--version"]],
    ["pass, nothing open", idleController(join(folder, "idle"), runner)],
    ["pass, 1 open build of 20 files", controller(join(folder, "one"), { builds: 1, machines: 10, runner })],
    ["pass, 50 open builds of 4 files", controller(join(folder, "many"), { builds: 50, machines: 2, runner })],
  ];
  const rows = commands.map(([name, argv]) => ({ name, argv, costs: [] as Cost[] }));
  // Interleaved, so that whatever else the machine does meanwhile falls on all of them. The first round only warms up.
  for (let round = 0; round <= runs; round++) {
    for (const { argv, costs } of rows) {
      const cost = costOf(argv, environment);
      if (round > 0) costs.push(cost);
    }
  }
  return rows;
}
