import { told } from "./campaign.ts";
import { corpus } from "./corpus.ts";
import { run } from "./run.ts";

/** Where a planted fault has to be caught: so many seeds from the first one on. */
export interface FuzzHunt {
  readonly from: number;
  readonly runs: number;
  /** The report that is mutated, if it is not any. */
  readonly sample?: string;
}

// Bundled with a fault planted in the readers: prints the first violation, or "nothing".
const [, , hunt = ""] = process.argv;
const { from, runs, sample } = JSON.parse(hunt) as FuzzHunt;
const samples = corpus.filter(({ name }) => sample === undefined || name === sample);
process.stdout.write(found(from, from + runs));

function found(first: number, end: number): string {
  for (let seed = first; seed < end; seed++) {
    const one = run(seed, samples);
    if (one.violation !== null) return told(one);
  }
  return "nothing";
}
