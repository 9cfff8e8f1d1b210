import { buildSync } from "esbuild";
import { execFileSync, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLargeJunit, writeLargeMochawesome } from "./largereports.ts";
import { costOf } from "./cost.ts";
import { peakMemory } from "./peakmemory.ts";
import type { ReadOnce } from "./readone.ts";
import { readingTable, type ReadRows } from "./readingtable.ts";

const sizes = [1, 10, 50];

/**
 * How fast whole reports are read, and with how much memory, beside references that read the same files in the same
 * rounds. Works in a folder.
 */
export async function reading(folder: string, runs: number): Promise<readonly string[]> {
  const program = join(folder, "readone.cjs");
  const entry = fileURLToPath(new URL("readone.ts", import.meta.url));
  buildSync({ entryPoints: [entry], bundle: true, platform: "node", format: "cjs", outfile: program });
  const xmllint = spawnSync("xmllint", ["--version"]).status === 0;
  const tables: ReadRows[] = [];
  for (const size of sizes) tables.push(await measure(junitTable(folder, size, program, xmllint), runs));
  for (const size of sizes) tables.push(await measure(mochawesomeTable(folder, size, program), runs));
  const title = `reading, medians of ${runs} runs, each a process of its own, by CPU time, Node ${process.versions.node}`;
  return [title, "", ...tables.flatMap(readingTable), ...(xmllint ? [] : noXmllint)];
}

const noXmllint = [
  "",
  "ATTENTION: xmllint was not measured, for this machine has none. It comes with libxml2 (Debian: libxml2-utils).",
];

interface Table {
  readonly title: string;
  readonly file: string;
  /** The first is the reference of the ratios. A reader without a command cannot be run here. */
  readonly readers: readonly { readonly name: string; readonly read: (() => Promise<ReadOnce>) | undefined }[];
}

function junitTable(folder: string, size: number, program: string, xmllint: boolean): Table {
  const file = join(folder, `${size}.xml`);
  writeLargeJunit(file, size * 1e6);
  const argv = ["xmllint", "--stream", "--huge", "--noout", file] as const;
  // Of another program the start counts too: some milliseconds.
  const lint = async (): Promise<ReadOnce> => ({
    cpu: costOf(argv, {}).cpu,
    peakBytes: await peakMemory(argv),
    counted: null,
  });
  return {
    title: `JUnit, ${size} MB`,
    file,
    readers: [
      { name: "sax 1.6 (npm)", read: async () => readOnce(program, "sax", file) },
      { name: "xmllint --stream", read: xmllint ? lint : undefined },
      { name: "atvm-run-watcher", read: async () => readOnce(program, "junit", file) },
    ],
  };
}

function mochawesomeTable(folder: string, size: number, program: string): Table {
  const file = join(folder, `${size}.json`);
  writeLargeMochawesome(file, size * 1e6);
  return {
    title: `mochawesome, ${size} MB`,
    file,
    readers: [
      { name: "JSON.parse", read: async () => readOnce(program, "json", file) },
      { name: "atvm-run-watcher", read: async () => readOnce(program, "mochawesome", file) },
    ],
  };
}

/** Interleaved; the first round only warms the disk up. Throws if two readers count differently. */
async function measure({ title, file, readers }: Table, runs: number): Promise<ReadRows> {
  const rows = readers.map(({ name, read }) => ({ name, read, reads: [] as ReadOnce[] }));
  for (let round = 0; round <= runs; round++) {
    for (const { read, reads } of rows) {
      const once = await read?.();
      if (once !== undefined && round > 0) reads.push(once);
    }
  }
  const counts = rows.flatMap(({ reads }) =>
    reads.flatMap(({ counted }) => (counted ? [JSON.stringify(counted)] : [])),
  );
  if (new Set(counts).size !== 1) throw new Error(`${title} is counted differently: ${counts.join(" ")}`);
  const { tests = 0, failed = 0 } = rows.flatMap(({ reads }) => reads).find(({ counted }) => counted)?.counted ?? {};
  return { title: `${title}, ${tests} tests, ${failed} failed`, bytes: statSync(file).size, rows };
}

function readOnce(program: string, reader: string, file: string): ReadOnce {
  return JSON.parse(execFileSync(process.execPath, [program, reader, file], { encoding: "utf8" })) as ReadOnce;
}
