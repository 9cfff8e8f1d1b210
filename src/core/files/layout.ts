import type { Attribution, Claimant } from "./attribute.ts";
import { isLeftover, type Inventory } from "./fresh.ts";
import type { Owner } from "./owners.ts";
import type { FileSeen } from "../ports.ts";
import type { ArtifactKind } from "../state/state.ts";

/** To whom one file belongs; what nobody or no single one can say is null. */
export interface LayoutRow {
  /** Relative to the reporter directory. */
  readonly path: string;
  readonly kind: ArtifactKind;
  readonly build: string | null;
  readonly run: string | null;
  /** Null also for a file that tells of the run as a whole. */
  readonly machine: string | null;
  /** False: its scope declared machines, and this is none of them. Null where there is nothing to compare. */
  readonly declared: boolean | null;
  /**
   * `older`: unchanged since the build was registered, so not counted. `contested`: claimed by two, so by none.
   * `closed`: of a build that is closed.
   */
  readonly claimed: "claimed" | "unclaimed" | "older" | "contested" | "closed";
  /** The run names that contest it. */
  readonly by: readonly string[];
}

interface Claim {
  readonly claimant: Claimant;
  readonly machine: string | null;
}

/** The files of one reporter directory, in the order given; `inventories` by build name, `owners` of closed builds. */
export function layoutRows(
  files: readonly FileSeen[],
  { claimed, contested }: Attribution,
  claimants: readonly Claimant[],
  inventories: ReadonlyMap<string, Inventory>,
  owners: ReadonlyMap<string, Owner>,
): readonly LayoutRow[] {
  const claims = new Map<string, Claim>();
  for (const claimant of claimants) {
    for (const { file, machine } of claimed.get(claimant.id) ?? []) claims.set(file.path, { claimant, machine });
  }
  const contests = new Map(contested.map(({ path, by }) => [path, by]));
  return files.map((file) => {
    const claim = claims.get(file.path);
    if (claim !== undefined) return claimedRow(file, claim, inventories);
    const owner = owners.get(file.path);
    if (owner !== undefined) return { path: file.path, kind: file.kind, ...whose(owner), claimed: "closed", by: [] };
    const by = contests.get(file.path) ?? [];
    const nobody = { build: null, run: null, machine: null, declared: null };
    return { path: file.path, kind: file.kind, ...nobody, claimed: by.length > 0 ? "contested" : "unclaimed", by };
  });
}

function whose({ build, run, machine }: Owner): Pick<LayoutRow, "build" | "run" | "machine" | "declared"> {
  return { build, run, machine, declared: null };
}

function claimedRow(
  file: FileSeen,
  { claimant, machine }: Claim,
  inventories: ReadonlyMap<string, Inventory>,
): LayoutRow {
  const { build, runs, machines } = claimant;
  const inventory = inventories.get(build);
  const declared = machine === null || machines.length === 0 ? null : machines.includes(machine);
  const claimed = inventory !== undefined && isLeftover(inventory, file) ? "older" : "claimed";
  return { path: file.path, kind: file.kind, build, run: runs[0] ?? build, machine, declared, claimed, by: [] };
}
