import type { ReadOnce } from "./readone.ts";

/** All readings of one file, reader by reader. */
export interface ReadRows {
  readonly title: string;
  readonly bytes: number;
  /** The first is the reference; one without readings could not be run. */
  readonly rows: readonly { readonly name: string; readonly reads: readonly ReadOnce[] }[];
}

/** The lines of one table: medians of speed and peak memory, and how many times the CPU time and memory of the reference. */
export function readingTable({ title, bytes, rows }: ReadRows): readonly string[] {
  const [reference] = rows;
  const line = (name: string, ...cells: readonly string[]): string =>
    `${name.padEnd(38)}${cells.map((cell, index) => cell.padStart([12, 8, 10, 8][index] ?? 0)).join("")}`;
  const lines = rows.map(({ name, reads }) => {
    if (reads.length === 0) return `  ${name.padEnd(18)} NOT MEASURED: it is missing on this machine`;
    const [time, peak] = [median(reads, "cpu"), median(reads, "peakBytes")];
    const times = ratio(time, median(reference?.reads ?? [], "cpu"));
    const memory = ratio(peak, median(reference?.reads ?? [], "peakBytes"));
    return line(`  ${name}`, `${(bytes / 1e3 / time).toFixed(1)} MB/s`, times, megabytes(peak), memory);
  });
  return [line(title, "speed", "CPU", "peak"), ...lines];
}

function megabytes(bytes: number): string {
  return Number.isNaN(bytes) ? "not seen" : `${(bytes / 1e6).toFixed(0)} MB`;
}

function ratio(value: number, reference: number): string {
  return Number.isNaN(value) ? "" : `x${(value / reference).toFixed(2)}`;
}

function median(reads: readonly ReadOnce[], of: "cpu" | "peakBytes"): number {
  const sorted = reads.flatMap((read) => read[of] ?? []).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
