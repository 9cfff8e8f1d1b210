import type { Damage, StoredBuild } from "../core/ports.ts";
import type { LastPass } from "../core/state/runtime.ts";
import type { Attribution } from "../core/files/attribute.ts";
import { isStale } from "../core/health/passes.ts";
import { lateFiles } from "./late.ts";
import { findAll, type Finding, type Observer } from "./plan.ts";
import { glance } from "./round.ts";
import { isOpen, isUsable, type Usable } from "./records.ts";

/** Everything `status` tells. */
export interface Overview {
  readonly at: string;
  readonly lastPass: LastPass | null;
  /** No pass for three intervals of the timer, or never one in this boot. */
  readonly stale: boolean;
  readonly builds: readonly BuildOverview[];
  readonly damage: readonly Damage[];
  readonly contested: Attribution["contested"];
}

export interface BuildOverview {
  readonly stored: Usable;
  /** The build's own scope first, then its sub-runs. */
  readonly findings: readonly Finding[];
  /** Files that appeared or changed after the build was closed. */
  readonly late: readonly string[];
}

export interface Selection {
  /** This build alone, or null for all. */
  readonly build: string | null;
  /** Closed builds too, however old. */
  readonly all: boolean;
}

const closedShown = 24 * 3_600_000;

/** Looks at what is open, and reads what is closed. Changes nothing. */
export async function overview(observer: Observer, selection: Selection): Promise<Overview> {
  const { clock } = observer.ports;
  const stored = await selected(observer, selection);
  const { findings, look } = await findAll(observer, stored, glance);
  const seen = await observer.runtime.lastPass();
  const lastPass = seen.seen === "present" ? seen.fact : null;
  const now = clock.now();
  const builds: BuildOverview[] = [];
  for (const build of stored.filter(isUsable)) {
    const own = findings.filter(
      (finding) => finding.stored.build === build.build && finding.stored.attempt === build.attempt,
    );
    builds.push({ stored: build, findings: own, late: isOpen(build) ? [] : await lateFiles(observer, build) });
  }
  return {
    at: now.at,
    lastPass,
    stale: isStale(lastPass, now),
    builds,
    damage: stored.flatMap(({ damage }) => damage),
    contested: look.contested,
  };
}

/** Open attempts, and the newest attempt of each build that was closed lately (or ever, with `all`). */
async function selected(
  { ports: { store, clock } }: Observer,
  { build, all }: Selection,
): Promise<readonly StoredBuild[]> {
  const open = (await store.openAttempts()).filter((attempt) => build === null || attempt.build === build);
  const loaded = await Promise.all(open.map((attempt) => store.load(attempt.build, attempt.attempt)));
  const names = build === null ? await store.buildNames() : [build];
  for (const name of names) {
    const newest = (await store.attempts(name)).at(-1);
    if (newest === undefined || open.some((attempt) => attempt.build === name && attempt.attempt === newest)) continue;
    const closed = await store.load(name, newest);
    const at = closed.state?.scope.closed?.at;
    const isRecent = at === undefined || Date.parse(clock.now().at) - Date.parse(at) < closedShown;
    if (all || build !== null || isRecent) loaded.push(closed);
  }
  return loaded;
}
