import type { Family } from "./faults.ts";
import { run, type Figures, type Run } from "./run.ts";

/** Many seeds together. */
export interface Campaign {
  readonly figures: Figures & { readonly seeds: number };
  readonly reached: ReadonlySet<string>;
  /** The runs in which a guarantee was broken. */
  readonly broken: readonly Run[];
}

/** Runs so many seeds from the first one on; stops at the first that breaks a guarantee, unless told otherwise. */
export async function campaign(
  first: number,
  seeds: number,
  options: {
    readonly families?: readonly Family[];
    readonly goesOn?: boolean;
    readonly onRun?: (run: Run) => void;
  } = {},
): Promise<Campaign> {
  const reached = new Set<string>();
  const broken: Run[] = [];
  let figures = { seeds: 0, ...none };
  for (let seed = first; seed < first + seeds; seed++) {
    const one = await run(seed, options.families);
    figures = sum(figures, { seeds: 1, ...one.figures });
    for (const what of one.reached) reached.add(what);
    options.onRun?.(one);
    if (one.violation === null) continue;
    broken.push(one);
    if (options.goesOn !== true) break;
  }
  return { figures, reached, broken };
}

const none: Figures = {
  steps: 0,
  crashes: 0,
  posts: 0,
  due: 0,
  excused: 0,
  unconfirmed: 0,
  duplicates: 0,
  losses: 0,
};

function sum<Numbers extends Readonly<Record<string, number>>>(a: Numbers, b: Numbers): Numbers {
  return Object.fromEntries(Object.entries(a).map(([name, value]) => [name, value + (b[name] ?? 0)])) as Numbers;
}

/** What broke, how to see it again, and the last lines of what led there. */
export function told({ seed, families, violation, trace }: Run, lines: number): string {
  const head = `seed ${seed} (${families.join(", ") || "no trouble"}): ${violation ?? "nothing broke"}`;
  return [head, `again: npm run simulate -- --seed ${seed}`, ...(lines === 0 ? [] : trace.slice(-lines))].join("\n");
}
