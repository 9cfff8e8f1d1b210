import { Worker } from "node:worker_threads";
import type { Campaign } from "./campaign.ts";

/** What a worker is to do; it writes the seed it is at to `at`. */
export interface Task {
  readonly first: number;
  readonly runs: number;
  readonly at: SharedArrayBuffer;
}

/** A seed of which the reader came to no end. */
export interface Stuck {
  readonly seed: number;
  readonly why: string;
}

/** In MiB, for the objects of the readers and of the fuzzing itself. */
const heap = 512;

/**
 * Lets a worker run so many seeds and tells of each part it is through with. Resolves to the seed at which it came to no
 * end for `patience` milliseconds, took too much memory or died; null if it is through.
 */
export function watch(
  file: URL,
  { first, runs }: Omit<Task, "at">,
  patience: number,
  onPart: (part: Campaign) => void,
): Promise<Stuck | null> {
  const at = new SharedArrayBuffer(4);
  const seedNow = new Int32Array(at);
  seedNow[0] = first;
  const worker = new Worker(file, {
    workerData: { first, runs, at } satisfies Task,
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  return new Promise((resolve) => {
    let last = { seed: -1, since: 0 };
    const timer = setInterval(() => {
      const seed = seedNow[0] ?? first;
      const now = performance.now();
      if (seed !== last.seed) last = { seed, since: now };
      else if (now - last.since > patience) end({ seed, why: `no end after ${patience / 1_000} s` });
    }, patience / 10);
    const end = (stuck: Stuck | null): void => {
      clearInterval(timer);
      void worker.terminate();
      resolve(stuck);
    };
    worker.on("message", onPart);
    worker.on("error", ({ message }: Error) => end({ seed: seedNow[0] ?? first, why: message }));
    worker.on("exit", () => end(null));
  });
}
