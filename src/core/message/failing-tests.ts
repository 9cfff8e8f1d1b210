import type { MachineResult } from "../state/state.ts";

/** A failing test with every machine it fails on; the message is the first machine's. */
export interface FailingEverywhere {
  readonly name: string;
  readonly message: string;
  readonly machines: readonly string[];
}

/**
 * The failing tests of a run, most useful first: each machine's first failure before any second one, since later
 * ones often follow from the first; a test that fails on several machines once. `total` counts all failures, also
 * those of which only the number was kept.
 */
export function failingTests(machines: readonly MachineResult[]): {
  readonly tests: readonly FailingEverywhere[];
  readonly total: number;
} {
  const found = new Map<string, { name: string; message: string; machines: string[] }>();
  for (const { key, name, message, machine } of inTurn(machines.map(occurrences))) {
    const known = found.get(key);
    if (known === undefined) found.set(key, { name, message, machines: [machine] });
    else known.machines.push(machine);
  }
  const total = machines.reduce((sum, { tests }) => sum + (tests?.failed ?? 0), 0);
  return { tests: [...found.values()], total };
}

interface Occurrence {
  /** Name and how often it stood before on the same machine: namesakes in two specs are two tests. */
  readonly key: string;
  readonly name: string;
  readonly message: string;
  readonly machine: string;
}

function occurrences({ name: machine, failing }: MachineResult): readonly Occurrence[] {
  const seen = new Map<string, number>();
  return failing.map(({ name, message }) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { key: `${before} ${name}`, name, message, machine };
  });
}

/** The first of each list, then the second of each, and so on. */
function* inTurn<Item>(all: readonly (readonly Item[])[]): Iterable<Item> {
  const longest = all.reduce((most, items) => Math.max(most, items.length), 0);
  for (let rank = 0; rank < longest; rank++) {
    for (const items of all) {
      const item = items[rank];
      if (item !== undefined) yield item;
    }
  }
}
