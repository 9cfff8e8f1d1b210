import { reportCounts, type ReportReading } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { chanceOf, type Chance } from "../simulation/chance.ts";
import { byteMutations, cut, type Mutation } from "./bytes.ts";
import { corpus, type Sample } from "./corpus.ts";
import { encodingMutations } from "./encodings.ts";
import { fieldMutations } from "./fields.ts";
import { tellsOfFailure } from "./judge.ts";
import { markupMutations } from "./markup.ts";

/** One report, mutated and read. */
export interface Run {
  readonly seed: number;
  readonly sample: string;
  readonly mutations: readonly string[];
  readonly bytes: Buffer;
  /** What the reader made of it: `passed`, `failed`, `empty`, or why it is not final. */
  readonly outcome: string;
  /** What it must not have made of it; null if nothing is wrong. */
  readonly violation: string | null;
}

/** Mutates one report of these, all by one seed, and looks at how it is read. */
export function run(seed: number, samples = corpus): Run {
  const chance = chanceOf(seed);
  const sample = chance.pick(samples);
  const { bytes, mutations } = mutated(sample, chance);
  const end = looked(sample, mutations, bytes);
  return { seed, sample: sample.name, mutations, bytes, ...end };
}

function mutated(sample: Sample, chance: Chance): { bytes: Buffer; mutations: readonly string[] } {
  if (chance.percent(5)) return { bytes: cut(sample.bytes, chance, sample), mutations: ["cut"] };
  const own = sample.kind === "junit" ? markupMutations : fieldMutations;
  let { bytes } = sample;
  const mutations: string[] = [];
  for (let times = 1 + chance.below(3); times > 0; times--) {
    // Half of all keep the report in shape: most of the others are refused at once.
    const all = chance.percent(60) ? own : chance.percent(80) ? byteMutations : encodingMutations;
    const [name, mutate] = chance.pick<[string, Mutation]>(Object.entries(all));
    bytes = mutate(bytes, chance, chance.pick(corpus));
    mutations.push(name);
  }
  return { bytes, mutations };
}

function looked(sample: Sample, mutations: readonly string[], bytes: Buffer): Pick<Run, "outcome" | "violation"> {
  let reading: ReportReading;
  try {
    reading = readReportBytes(bytes, sample.kind);
  } catch (error) {
    return { outcome: "threw", violation: `the reader threw: ${String(error)}` };
  }
  return { outcome: outcomeOf(reading), violation: violationOf(sample, mutations, bytes, reading) };
}

function outcomeOf(reading: ReportReading): string {
  if (!reading.final) return reading.why;
  const { total, failed } = reportCounts(reading);
  return failed > 0 ? "failed" : total === 0 ? "empty" : "passed";
}

function violationOf(
  { kind, bytes: original }: Sample,
  mutations: readonly string[],
  bytes: Buffer,
  reading: ReportReading,
): string | null {
  if (reading.kind !== kind) return "it is read as the other kind";
  if (!reading.final) return /^its? /.test(reading.detail) ? null : `no reason is told: ${reading.detail}`;
  const lost = original.subarray(bytes.length).toString().trim();
  if (mutations.join() === "cut" && lost !== "") return "a cut report is final";
  const { failed } = reportCounts(reading);
  return failed === 0 && tellsOfFailure(bytes, kind) ? `${outcomeOf(reading)}, with a failure in it` : null;
}
