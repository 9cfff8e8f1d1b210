import { reporterDir } from "../core/files/folders.ts";
import { attribute } from "../core/files/attribute.ts";
import { claimantsOf, globsOf } from "../core/files/claimants.ts";
import { inventoryOf, isLeftover, sameStamp } from "../core/files/fresh.ts";
import type { Observer } from "./plan.ts";
import { watchedOf, type Usable } from "./records.ts";

/** The files of a closed build that appeared or changed after it was closed; of a newer attempt's files none. */
export async function lateFiles({ config, ports }: Observer, stored: Usable): Promise<readonly string[]> {
  if ((await ports.store.attempts(stored.build)).at(-1) !== stored.attempt) return [];
  const { attempt, scopes } = watchedOf(stored);
  const claimants = claimantsOf(config, attempt, scopes, []);
  const files = await ports.sources.files(reporterDir(config, attempt.request.root), globsOf(config, claimants, []));
  if (files.seen !== "present") return [];
  const known = new Map(scopes.flatMap(({ artifacts }) => artifacts.map(({ path, stamp }) => [path, stamp])));
  const inventory = inventoryOf(attempt.inventory);
  const claimed = [...attribute(config, files.fact, claimants, null).claimed.values()].flat();
  return claimed
    .filter(({ file }) => {
      const stamp = known.get(file.path);
      return stamp === undefined ? !isLeftover(inventory, file) : !sameStamp(stamp, file.stamp);
    })
    .map(({ file }) => file.path);
}
