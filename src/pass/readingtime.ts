import type { Clock } from "../core/ports.ts";
import { elapsed } from "../core/time.ts";

/**
 * In milliseconds: a pass begins to read no further file after so much reading. With the slowest file, what is sent and
 * what is looked for then, it ends before its unit's `TimeoutStartSec=`, and what was read is on disk.
 */
export const maxReading = 30_000;

/** What is left to a pass, or to a look by hand, for reading files. */
export interface ReadingTime {
  readonly isLeft: () => boolean;
  /** Does some reading, and takes the time it needed off what is left. */
  readonly spend: <Value>(read: () => Promise<Value>) => Promise<Value>;
}

/** So many milliseconds. */
export function readingTime(clock: Clock, ms: number): ReadingTime {
  let left = ms;
  return {
    isLeft: () => left > 0,
    async spend(read) {
      const begun = clock.now();
      try {
        return await read();
      } finally {
        left -= elapsed(begun, clock.now());
      }
    },
  };
}

/** For whoever can wait. */
export const noLimit: ReadingTime = { isLeft: () => true, spend: (read) => read() };
