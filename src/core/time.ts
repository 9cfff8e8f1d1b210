/**
 * A point in time on three clocks: `at` for people (ISO 8601 UTC), `ms` of CLOCK_MONOTONIC for waits,
 * and the boot that clock belongs to. Wall clocks step and jump; no wait is ever measured with `at`.
 */
export interface Moment {
  readonly at: string;
  readonly boot: string;
  readonly ms: number;
}

/** Milliseconds waited from `since` until `now`; 0 when the machine was booted anew in between. */
export function elapsed(since: Moment, now: Moment): number {
  return since.boot === now.boot ? Math.max(0, now.ms - since.ms) : 0;
}

/** The same wait, begun anew if the machine was booted in between: a new boot restarts every wait. */
export function restarted<M extends Moment | null>(since: M, now: Moment): M | Moment {
  return since === null || since.boot === now.boot ? since : now;
}

/** Wall-clock time `ms` milliseconds after `at` (both ISO 8601 UTC); for people, never for waits. */
export function plus(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** Orders two moments: by the boot's own clock, which nobody sets back; of two boots the wall clock must tell. */
export function byMoment(a: Moment, b: Moment): number {
  if (a.boot === b.boot) return a.ms - b.ms;
  return a.at < b.at ? -1 : Number(a.at > b.at);
}

/** The later of two moments of one boot; of two boots the second. */
export function later(a: Moment, b: Moment): Moment {
  return a.boot === b.boot && a.ms > b.ms ? a : b;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as `90s`, `30m`, `2h`, `3d` or `500ms`; undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim()) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const ms = Number(count) * (units[unit] ?? Number.NaN);
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : undefined;
}

/** A duration for people: its two largest units, `2 h 10 min`, `45 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joinUnits(minutes, "min", seconds % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return joinUnits(hours, "h", minutes % 60, "min");
  return joinUnits(Math.floor(hours / 24), "d", hours % 24, "h");
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
