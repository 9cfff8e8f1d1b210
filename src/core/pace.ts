import { elapsed, type Moment } from "./time.ts";

/** The last pass as far as the pace of the next one needs it. */
export interface Pace extends Moment {
  /** How many passes in a row found the one before them too near, and waited. */
  readonly row: number;
}

/** After so many waits in a row it is a storm, and each further so many make it a step slower, up to `maxSteps`. */
const rowsPerStep = 5;
const maxSteps = 4;

/**
 * How long a pass waits before it looks, in milliseconds: a lone event is answered at once, the next ones `spacing` after
 * the last pass, and in a storm of them up to four times that, so that it costs ever less of a core.
 */
export function waitBefore(last: Pace | null, spacing: number, now: Moment): number {
  if (last?.boot !== now.boot) return 0;
  const steps = Math.min(maxSteps, 1 + Math.floor(last.row / rowsPerStep));
  return Math.max(0, steps * spacing - elapsed(last, now));
}
