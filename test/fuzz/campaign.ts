import { run, type Run } from "./run.ts";

/** Many seeds together. */
export interface Campaign {
  readonly runs: number;
  /** How often each outcome came, and each mutation was made. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly mutations: Readonly<Record<string, number>>;
  readonly broken: readonly Run[];
}

/** Runs so many seeds from the first one on. */
export function campaign(first: number, runs: number, onSeed: (seed: number) => void = () => undefined): Campaign {
  const outcomes: Record<string, number> = {};
  const mutations: Record<string, number> = {};
  const broken: Run[] = [];
  for (let seed = first; seed < first + runs; seed++) {
    onSeed(seed);
    const one = run(seed);
    outcomes[one.outcome] = (outcomes[one.outcome] ?? 0) + 1;
    for (const name of one.mutations) mutations[name] = (mutations[name] ?? 0) + 1;
    if (one.violation !== null) broken.push(one);
  }
  return { runs, outcomes, mutations, broken };
}

export function sum(a: Campaign, b: Campaign): Campaign {
  return {
    runs: a.runs + b.runs,
    outcomes: summed(a.outcomes, b.outcomes),
    mutations: summed(a.mutations, b.mutations),
    broken: [...a.broken, ...b.broken],
  };
}

function summed(a: Campaign["outcomes"], b: Campaign["outcomes"]): Campaign["outcomes"] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

/** What is wrong, what was done to which report, and how to see it again. */
export function told({ seed, sample, mutations, outcome, violation }: Run): string {
  const again = `again: npm run fuzz -- --runs 1 --seed ${seed} [--write FILE]`;
  return `seed ${seed}: ${violation ?? outcome}\n  ${sample}: ${mutations.join(", ")}\n  ${again}`;
}
