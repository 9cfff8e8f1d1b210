import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { sum, told, type Campaign } from "./campaign.ts";
import { run } from "./run.ts";
import { watch } from "./watch.ts";

const help = `npm run fuzz -- [--runs N] [--seed S] [--write FILE]

Mutates the reports in test/fixtures/reports and looks at how the readers take them. Nothing may throw, hang or take
more memory than it should; a report that is cut is never final, and one in which a failure stands is never passed.

  --runs N      how many mutated reports (10000)
  --seed S      the first seed; each makes one mutated report, always the same (1)
  --write FILE  writes the mutated report of the first seed, for inspect

Exit status: 0 nothing was found, 1 something was, 64 the command line is wrong.
`;

const started = performance.now();
await main();

async function main(): Promise<void> {
  const { runs, seed, write } = options();
  if (process.exitCode !== undefined) return;
  if (write !== undefined) writeFileSync(write, run(seed).bytes);
  let so: Campaign = { runs: 0, outcomes: {}, mutations: {}, broken: [] };
  let shown = started;
  const stuck = await watch(new URL("./worker.mjs", import.meta.url), { first: seed, runs }, 30_000, (part) => {
    so = sum(so, part);
    for (const one of part.broken) print(told(one));
    if (performance.now() - shown < 5_000) return;
    shown = performance.now();
    print(`${so.runs} of ${runs} runs, ${speed(so)}, ${so.broken.length} violations`);
  });
  if (stuck !== null) print(`seed ${stuck.seed}: ${stuck.why}\n  again: npm run fuzz -- --runs 1 --seed ${stuck.seed}`);
  else if (runs === 1 && so.broken.length === 0) print(told(run(seed)));
  for (const [name, times] of [...Object.entries(so.outcomes), ...Object.entries(so.mutations)]) {
    print(`${String(times).padStart(8)} ${name}`);
  }
  print(`${so.runs} runs, ${speed(so)}, ${so.broken.length} violations`);
  if (stuck !== null || so.broken.length > 0) process.exitCode = 1;
}

function options(): { readonly runs: number; readonly seed: number; readonly write: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        runs: { type: "string", default: "10000" },
        seed: { type: "string", default: "1" },
        write: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    const [runs, seed] = [whole(values.runs), whole(values.seed)];
    if (values.help) finish(0);
    return { runs, seed, write: values.write };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n`);
    finish(64);
    return { runs: 0, seed: 0, write: undefined };
  }
}

function finish(status: number): void {
  (status === 0 ? process.stdout : process.stderr).write(help);
  process.exitCode = status;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`not a whole number: ${text}`);
  return Number(text);
}

function speed({ runs }: Campaign): string {
  return `${Math.round((1_000 * runs) / (performance.now() - started))} a second`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
