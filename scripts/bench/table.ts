import type { Cost } from "./cost.ts";

/** One row: what was run, and what each of its runs took. */
export interface Measured {
  readonly name: string;
  readonly costs: readonly Cost[];
}

/** The lines of the table: medians in milliseconds, and how many times the first row, the reference, they are. */
export function table(rows: readonly Measured[]): readonly string[] {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name: string, wall: string, cpu: string): string =>
    `${name.padEnd(width)}${wall.padStart(18)}${cpu.padStart(18)}`;
  const cell = ({ costs }: Measured, of: keyof Cost): string => {
    const reference = median(rows[0]?.costs ?? [], of);
    return `${median(costs, of).toFixed(0)} ms, x${(median(costs, of) / reference).toFixed(1)}`;
  };
  return [line("", "wall", "CPU"), ...rows.map((row) => line(row.name, cell(row, "wall"), cell(row, "cpu")))];
}

function median(costs: readonly Cost[], of: keyof Cost): number {
  const sorted = costs.map((cost) => cost[of]).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
