import * as z from "zod";
import { describe, describeSkip, describeWait } from "../core/judge/describe.ts";
import { exitStatus } from "../core/faults.ts";
import { planPass } from "../pass/plan.ts";
import type { App } from "./app.ts";
import { flag, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { runPass } from "./pass.ts";

export const reconcileCommand: Command = {
  command: "reconcile",
  describe: "One pass: look at every open build, judge it, post what is due",
  options: (argv) =>
    argv
      .option("dry-run", { type: "boolean", describe: "say what a pass would find and do; change and post nothing" })
      .epilogue(
        "systemd starts this on every file event and every 30 seconds; by hand it does the same at once.\n" +
          "Exit status: 0 done; 74 I/O error; 75 a message is due and will be tried again, or the lock is busy;\n" +
          "78 configuration prevents a post.",
      ),
  async run(app, argv) {
    const { "dry-run": dryRun } = parseArguments(z.object({ "dry-run": flag }), argv);
    return dryRun ? show(app) : runPass(app);
  },
};

async function show(app: App): Promise<number> {
  const planned = await planPass(app);
  if (planned.length === 0) app.out.line("no build is open");
  for (const { name, verdict, decision } of planned) {
    app.out.line(`${name}: ${verdict.state} (${verdict.rule}): ${verdict.reasons.map(describe).join("; ")}`);
    if (decision.action === "post") app.out.line(`${name}: would be posted now`);
    else if (decision.action === "wait") app.out.line(`${name}: due, but ${describeWait(decision.because)}`);
    else app.out.line(`${name}: would not be posted: ${describeSkip(decision.because)}`);
  }
  return exitStatus.done;
}
