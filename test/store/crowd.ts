import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { freshDir } from "./samples.ts";
import type { Order, Report } from "./worker.ts";

/** A process of its own that does one thing at a time; ended with the test. */
export class Worker {
  readonly process: ChildProcess;
  readonly #reports: Report[] = [];
  #wake: () => void = () => undefined;

  constructor(t: TestContext, program: string) {
    this.process = fork(program, { execArgv: [] });
    this.process.on("message", (report: Report) => {
      this.#reports.push(report);
      this.#wake();
    });
    this.process.on("exit", () => this.#wake());
    t.after(() => this.process.kill("SIGKILL"));
  }

  tell(order: Order): void {
    this.process.send(order);
  }

  async hear(): Promise<Report> {
    for (;;) {
      const report = this.#reports.shift();
      if (report !== undefined) return report;
      if (this.process.exitCode !== null) throw new Error(`the worker ended with ${this.process.exitCode}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async ask(order: Order): Promise<Report> {
    this.tell(order);
    return this.hear();
  }

  /** Sends a signal and waits until the process is gone; what ended it. */
  async end(signal: NodeJS.Signals): Promise<NodeJS.Signals | null> {
    const gone = once(this.process, "exit");
    this.process.kill(signal);
    await gone;
    return this.process.signalCode;
  }
}

/** So many workers, all ready. They run a bundle: twenty times compiling TypeScript would be most of the test. */
export async function crowd(t: TestContext, size: number): Promise<readonly Worker[]> {
  const program = join(freshDir(t), "worker.cjs");
  const source = fileURLToPath(new URL("worker.ts", import.meta.url));
  await build({ entryPoints: [source], outfile: program, bundle: true, platform: "node", target: "node20" });
  const workers = Array.from({ length: size }, () => new Worker(t, program));
  await Promise.all(workers.map((worker) => worker.hear()));
  return workers;
}
