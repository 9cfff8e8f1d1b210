import type { FileSeen } from "../ports.ts";
import type { Leftover, Stamp } from "../state/state.ts";

/** The files of a build that were there before it was registered, by path. */
export type Inventory = ReadonlyMap<string, Leftover>;

export function inventoryOf(leftovers: readonly Leftover[]): Inventory {
  return new Map(leftovers.map((leftover) => [leftover.path, leftover]));
}

/** True when the file is as it was before registration; anything else is fresh. No clock decides. */
export function isLeftover(inventory: Inventory, file: FileSeen): boolean {
  const before = inventory.get(file.path);
  return before !== undefined && sameStamp(before.stamp, file.stamp);
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}
