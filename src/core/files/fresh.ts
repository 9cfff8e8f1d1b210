import type { FileSeen } from "../ports.ts";
import type { Leftover, Stamp } from "../state/state.ts";

/** The files of a build that were there before it was registered. */
export interface Inventory {
  readonly byPath: ReadonlyMap<string, Leftover>;
  readonly stamps: ReadonlySet<string>;
}

export function inventoryOf(leftovers: readonly Leftover[]): Inventory {
  return {
    byPath: new Map(leftovers.map((leftover) => [leftover.path, leftover])),
    stamps: new Set(leftovers.map(({ stamp }) => stampKey(stamp))),
  };
}

/**
 * True when the file is as it was before registration, wherever it lies by now: a run that puts old reports aside does
 * not make them new. Anything else is fresh. No clock decides.
 */
export function isLeftover({ stamps }: Inventory, { stamp }: FileSeen): boolean {
  return stamps.has(stampKey(stamp));
}

function stampKey({ ino, size, mtimeNs }: Stamp): string {
  return `${ino} ${size} ${mtimeNs}`;
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}
