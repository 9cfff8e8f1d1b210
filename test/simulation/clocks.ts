import type { Moment } from "../../src/core/time.ts";

/** The clocks of one controller, and the true time, which nobody on it knows. */
export interface Clocks {
  /** Milliseconds since the simulation began. */
  true(): number;
  /** Unix milliseconds as the controller's wall clock shows them. */
  wall(): number;
  now(): Moment;
  pass(ms: number): void;
  /** Somebody sets the wall clock, forward or back. */
  stepWall(ms: number): void;
  /** The machine sleeps: CLOCK_MONOTONIC stands still. */
  suspend(ms: number): void;
  /** A new boot: another id, and its clock begins anew. */
  boot(): void;
}

const began = Date.UTC(2026, 10, 23, 22);

/** Where clocks begin: the true time, the number of the boot and the true time at which that began. */
export interface Start {
  readonly boot: number;
  readonly ms: number;
  readonly bootedAt: number;
}

export function clocksAt(start: Start): Clocks {
  let now = start.ms;
  let wallOffset = 0;
  let monotonicOffset = start.bootedAt;
  let boots = start.boot;
  return {
    true: () => now,
    wall: () => began + now + wallOffset,
    now: () => ({
      at: new Date(began + now + wallOffset).toISOString(),
      boot: `boot-${boots}`,
      ms: now - monotonicOffset,
    }),
    pass: (ms) => (now += ms),
    stepWall: (ms) => (wallOffset += ms),
    suspend: (ms) => {
      now += ms;
      monotonicOffset += ms;
    },
    boot: () => {
      boots += 1;
      monotonicOffset = now - 20_000;
    },
  };
}
