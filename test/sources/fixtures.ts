import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../fixtures/reports/", import.meta.url);

/** One real run of mocha: both reports it wrote and the exit code it ended with. */
export interface RealRun {
  readonly name: string;
  readonly exit: number;
  readonly junit: Buffer;
  readonly mochawesome: Buffer;
}

/** All runs that `test/fixtures/make` made. */
export function realRuns(): readonly RealRun[] {
  return readdirSync(folder).flatMap((file) =>
    file.endsWith(".exit") ? [realRun(file.slice(0, -".exit".length))] : [],
  );
}

export function realRun(name: string): RealRun {
  const file = (extension: string): Buffer => readFileSync(new URL(`${name}.${extension}`, folder));
  return { name, exit: Number(file("exit").toString()), junit: file("xml"), mochawesome: file("json") };
}
