import { parseArgs } from "node:util";
import { campaign, told } from "./campaign.ts";
import { run } from "./run.ts";

// npm run simulate -- --seeds 1000 [--from 1]   many runs, and what they came to
// npm run simulate -- --seed 38                 one run with everything that happened in it
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
  },
});

if (values.seed === undefined) {
  const { figures, broken } = await campaign(Number(values.from), Number(values.seeds), {
    goesOn: true,
    onRun: (one) => {
      if (one.violation !== null) print(told(one, 0));
    },
  });
  for (const [name, value] of Object.entries(figures)) print(`${name.padStart(12)} ${value}`);
  if (broken.length > 0) process.exitCode = 1;
} else {
  const one = await run(Number(values.seed));
  print(told(one, Number.POSITIVE_INFINITY));
  if (one.violation !== null) process.exitCode = 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
