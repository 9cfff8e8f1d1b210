import { join } from "node:path";
import { nameFault } from "../core/names.ts";
import type { Damage, StoredBuild, StoredScope } from "../core/ports.ts";
import type { ScopeMemory } from "../core/state/state.ts";
import { readDelivery } from "./deliveryfiles.ts";
import type { Flaw } from "./deliveryfiles.ts";
import type { FileSystem } from "./filesystem.ts";
import { exitFile, stateFile, subRunsFolder } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { readCancel, readExit } from "./marks.ts";
import { readAttemptState, readSubRunState } from "./memory.ts";
import { list } from "./read.ts";

type Report = (folder: string, flaw: Flaw) => void;

/** Everything on disk about one attempt. Never throws: one build's damage is no other build's trouble. */
export async function loadBuild(layout: Layout, build: string, attempt: number): Promise<StoredBuild> {
  const damage: Damage[] = [];
  const report: Report = (folder, { name, detail, newer }) => {
    damage.push({ file: layout.shown(join(folder, name)), detail, newer });
  };
  const folder = layout.attempt(build, attempt);
  const head = await readAttemptState(layout.fs, folder, build, attempt);
  if (head.seen === "unreadable") report(folder, { name: stateFile, detail: head.detail, newer: head.newer });
  const subRuns = await loadSubRuns(layout.fs, join(folder, subRunsFolder), report);
  // Where the sub-runs cannot be listed, nothing of the build may be judged.
  const state = head.seen === "present" && subRuns !== null ? head.fact : null;
  const own = state === null ? null : await loadScope(layout.fs, folder, state.scope, report);
  return { build, attempt, state, own, ...(subRuns ?? noSubRuns), damage };
}

const noSubRuns: Pick<StoredBuild, "subRuns" | "damagedGroups"> = { subRuns: [], damagedGroups: [] };

async function loadSubRuns(fs: FileSystem, folder: string, report: Report): Promise<typeof noSubRuns | null> {
  const groups = await list(fs, folder);
  if (groups.seen === "absent") return noSubRuns;
  if (groups.seen === "unreadable") {
    report(folder, { name: ".", detail: groups.detail, newer: false });
    return null;
  }
  const subRuns: StoredScope[] = [];
  const damagedGroups: string[] = [];
  for (const group of groups.fact.filter((name) => nameFault(name) === undefined)) {
    const place = join(folder, group);
    const head = await readSubRunState(fs, place, group);
    if (head.seen === "present") subRuns.push(await loadScope(fs, place, head.fact, report));
    if (head.seen === "unreadable") {
      damagedGroups.push(group);
      report(place, { name: stateFile, detail: head.detail, newer: head.newer });
    }
  }
  return { subRuns, damagedGroups };
}

async function loadScope(fs: FileSystem, folder: string, memory: ScopeMemory, report: Report): Promise<StoredScope> {
  const exit = await readExit(fs, folder);
  if (exit.seen === "unreadable") report(folder, { name: exitFile, detail: exit.detail, newer: exit.newer });
  const { delivery, flaws } = await readDelivery(fs, folder);
  for (const flaw of flaws) report(folder, flaw);
  return { memory, cancelled: await readCancel(fs, folder), exit, delivery };
}
