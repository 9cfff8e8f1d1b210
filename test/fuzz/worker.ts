import { parentPort, workerData } from "node:worker_threads";
import { campaign } from "./campaign.ts";
import type { Task } from "./watch.ts";

// A thread of its own, so that a reader that hangs or takes all memory can be ended and told of.
const { first, runs, at } = workerData as Task;
const seedNow = new Int32Array(at);
const step = 500;

for (let seed = first; seed < first + runs; seed += step) {
  parentPort?.postMessage(campaign(seed, Math.min(step, first + runs - seed), (one) => (seedNow[0] = one)));
}
