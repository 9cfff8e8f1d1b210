import { goneFor } from "./facts.ts";
import type { Reason } from "./reasons.ts";
import { isAbsent, type RunnerView } from "../processes/runnerview.ts";
import type { Situation } from "./situation.ts";
import { elapsed, plus } from "../time.ts";

/** The runner for rule 5: a sub-run of which no process of its own was ever seen lives and dies with the driver. */
export function lifeline({ runner, driver }: Situation): RunnerView {
  return runner.seen === "never" && driver !== null ? driver : runner;
}

/** That the runner, or the driver in its place, was seen alive and is gone; undefined if it is not, or never was seen. */
export function goneReason(situation: Situation): Reason | undefined {
  const life = lifeline(situation);
  if (life.seen !== "gone") return undefined;
  return { code: life === situation.runner ? "runner-gone" : "driver-gone", since: life.since };
}

/** How long a run has been silent (`ms`), and how long it must be for its end to be certain (`needed`). */
export interface Silence {
  readonly needed: number;
  readonly ms: number;
  /** When that will be; null while another scope of the build is at work, whose signs move on. */
  readonly until: string | null;
}

/**
 * How long the lack of a process has lasted. A runner named by `--pid` or supervised needs no guess; one found by its
 * command line may only be between two commands, and any file or process of the build speaks for its life.
 */
export function silence(situation: Situation): Silence | undefined {
  const { lastSign, now, driver, idleMs } = situation;
  const life = lifeline(situation);
  if (life.seen !== "gone" || lastSign === null || (driver !== null && !isAbsent(driver))) return undefined;
  const [ms, needed] = [elapsed(lastSign, now), goneFor(situation)];
  const own = Math.min(life.ms, idleMs, driver?.seen === "gone" ? driver.ms : life.ms);
  return { needed, ms, until: ms < own ? null : plus(lastSign.at, needed) };
}

/** True when the runner was seen alive and has been gone for long enough. */
export function isGoneForGood(situation: Situation): boolean {
  const silent = silence(situation);
  return silent !== undefined && silent.ms >= silent.needed;
}
