import { goneFor } from "./facts.ts";
import { isAbsent, type RunnerView } from "../processes/runnerview.ts";
import type { Situation } from "./situation.ts";
import { elapsed } from "../time.ts";

/** The runner for rule 5: a sub-run of which no process of its own was ever seen lives and dies with the driver. */
export function lifeline({ runner, driver }: Situation): RunnerView {
  return runner.seen === "never" && driver !== null ? driver : runner;
}

/** How long a run has been silent (`ms`, `since`), and how long it must be for its end to be certain (`needed`). */
export interface Silence {
  readonly needed: number;
  readonly ms: number;
  readonly since: string;
}

/**
 * How long the lack of a process has lasted. A runner named by `--pid` or supervised needs no guess; one found by its
 * command line may only be between two commands, and any file or process of the build speaks for its life.
 */
export function silence(situation: Situation): Silence | undefined {
  const { lastSign, now, driver } = situation;
  const life = lifeline(situation);
  if (life.seen !== "gone" || (driver !== null && !isAbsent(driver))) return undefined;
  const waits = [{ ms: life.ms, since: life.since }];
  if (driver?.seen === "gone") waits.push({ ms: driver.ms, since: driver.since });
  if (lastSign !== null) waits.push({ ms: elapsed(lastSign, now), since: lastSign.at });
  const shortest = waits.reduce((a, b) => (b.ms < a.ms ? b : a));
  return { needed: goneFor(situation), ...shortest };
}

/** True when the runner was seen alive and has been gone for long enough. */
export function isGoneForGood(situation: Situation): boolean {
  const silent = silence(situation);
  return silent !== undefined && silent.ms >= silent.needed && isAbsent(situation.runner);
}
