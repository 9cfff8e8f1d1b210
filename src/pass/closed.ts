import { claimantsOf } from "../core/files/claimants.ts";
import type { Config } from "../core/config.ts";
import { reporterDir } from "../core/files/folders.ts";
import type { ClosedBuild } from "../core/files/owners.ts";
import type { Store } from "../core/ports.ts";
import { nameClaimant } from "./claims.ts";
import { isUsable, watchedOf, type Usable } from "./records.ts";

interface Finder {
  readonly config: Config;
  readonly ports: { readonly store: Pick<Store, "attempts" | "load"> };
}

/** Those of these builds that wrote below one reporter directory, as their newest attempts tell. */
export async function closedBelow(
  { config, ports: { store } }: Finder,
  dir: string,
  names: readonly string[],
): Promise<readonly ClosedBuild[]> {
  const found: ClosedBuild[] = [];
  for (const build of names) {
    const number = (await store.attempts(build)).at(-1);
    if (number === undefined) continue;
    const stored = await store.load(build, number);
    // Of one whose state is damaged the name is known all the same.
    if (!isUsable(stored)) found.push({ build, claimants: [nameClaimant(build)], holdings: [] });
    else if (reporterDir(config, stored.state.request.root) === dir) found.push(closedBuild(config, stored));
  }
  return found;
}

function closedBuild(config: Config, stored: Usable): ClosedBuild {
  const { build } = stored;
  const { attempt, scopes } = watchedOf(stored);
  const claimants = claimantsOf(config, attempt, scopes, []).map((claimant) => ({ ...claimant, held: new Map() }));
  const holdings = scopes.flatMap(({ run, artifacts }) =>
    artifacts.map(({ path, stamp, machine }) => ({ build, run, path, stamp, machine })),
  );
  return { build, claimants, holdings };
}
