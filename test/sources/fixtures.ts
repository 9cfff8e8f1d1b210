import { readdirSync, readFileSync } from "node:fs";

const fixtures = new URL("../fixtures/", import.meta.url);
const folder = new URL("reports/", fixtures);

/** One real run of mocha: both reports it wrote and the exit code it ended with. */
export interface RealRun {
  readonly name: string;
  readonly exit: number;
  readonly junit: Buffer;
  readonly mochawesome: Buffer;
}

/** The runs of the versions that Cypress 12 bundles; `npm run fixtures` made them. */
export function realRuns(): readonly RealRun[] {
  return readdirSync(folder).flatMap((file) =>
    file.endsWith(".exit") ? [realRun(file.slice(0, -".exit".length))] : [],
  );
}

export function realRun(name: string): RealRun {
  const file = (extension: string): Buffer => readFileSync(new URL(`${name}.${extension}`, folder));
  return { name, exit: Number(file("exit").toString()), junit: file("xml"), mochawesome: file("json") };
}

/** All runs that `npm run fixtures` made; `test/fixtures/README.md` tells of them. */
export interface KeptRuns {
  /** By the names that `by` is made of. */
  readonly packages: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly runs: readonly KeptRun[];
}

/** Runs that ended alike and wrote the same. */
export interface KeptRun {
  /** More than one: a merge of their reports. */
  readonly specs: readonly string[];
  /** How the run ended; of a merge the sum. */
  readonly exit: number;
  /** Below `test/fixtures`; null if there was none. */
  readonly junit: string | null;
  readonly mochawesome: string | null;
  readonly by: readonly string[];
}

export function keptRuns(): readonly KeptRun[] {
  return (JSON.parse(readFileSync(new URL("runs.json", fixtures), "utf8")) as KeptRuns).runs;
}

export function keptReport(file: string): Buffer {
  return readFileSync(new URL(file, fixtures));
}
