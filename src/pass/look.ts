import type { Attribution, Claimant } from "../core/files/attribute.ts";
import type { Config } from "../core/config.ts";
import { isLeftover } from "../core/files/fresh.ts";
import type { BuildLook, ScopeLook } from "../core/judge/buildlook.ts";
import type { FileSeen, Sources } from "../core/ports.ts";
import { earlierProcesses } from "../core/processes/earlier.ts";
import type { ProcessTable } from "../core/processes/process.ts";
import type { Moment } from "../core/time.ts";
import { namesToken } from "../core/processes/tokens.ts";
import type { Seen } from "../core/words.ts";
import { claimsOf, type WatchedBuild } from "./claims.ts";
import { aliveOf } from "./life.ts";
import { readFiles } from "./readings.ts";
import type { ReadingTime } from "./readingtime.ts";
import { listRoots, traceOf, type Root, type Watched } from "./roots.ts";

export interface LookOptions {
  readonly now: Moment;
  /** Names of all builds ever registered. */
  readonly names: readonly string[];
  readonly processesSeenBefore: Moment | null;
  /** Nothing may be left to look at, and yet a claim whose owner must be looked for. */
  readonly processesWanted: boolean;
  /** The builds of which every file is read anew, also those that look unchanged. */
  readonly reread: ReadonlySet<string>;
  readonly time: ReadingTime;
}

/** One look at the controller. */
export interface Look {
  readonly processes: Seen<ProcessTable>;
  /** What was seen of each build, by build name. */
  readonly builds: ReadonlyMap<string, BuildLook>;
  /** Files claimed by two scopes, and therefore by none. */
  readonly contested: Attribution["contested"];
  /** Every file seen, reports with their stamps: two looks that saw the same have the same trace. */
  readonly trace: string;
}

/** Looks at processes and files once for all builds. Never throws: what cannot be seen makes the look blind there. */
export async function look(
  config: Config,
  sources: Sources,
  builds: readonly Watched[],
  options: LookOptions,
): Promise<Look> {
  const processes: Seen<ProcessTable> = options.processesWanted ? await sources.processes() : { seen: "absent" };
  const roots = await listRoots(config, sources, builds);
  const seen = new Map<string, BuildLook>();
  const contested: Attribution["contested"][number][] = [];
  for (const root of roots) {
    const view = { builds: root.builds, files: listed(root), processes, names: options.names };
    const { claimants, attribution } = claimsOf(config, view);
    contested.push(...attribution.contested);
    for (const [build, own] of claimants) {
      const task = { config, sources, options, processes, root, build, claimants: own, attribution };
      seen.set(build.attempt.build, await lookAtBuild(task));
    }
  }
  return { processes, builds: seen, contested, trace: traceOf(roots) };
}

function listed({ files }: Root): readonly FileSeen[] {
  return files.seen === "present" ? files.fact : [];
}

interface BuildTask {
  readonly config: Config;
  readonly sources: Sources;
  readonly options: LookOptions;
  readonly processes: Seen<ProcessTable>;
  readonly root: Root;
  readonly build: WatchedBuild;
  readonly claimants: readonly Claimant[];
  readonly attribution: Attribution;
}

async function lookAtBuild(task: BuildTask): Promise<BuildLook> {
  const { attempt, inventory } = task.build;
  const looks: ScopeLook[] = [];
  let unread: string | null = null;
  for (const claimant of task.claimants) {
    const seen = await lookAtScope(task, claimant);
    const { files } = seen.sighting;
    if (claimant.group !== null && files.seen === "unreadable") unread ??= files.detail;
    // A possible group of which nothing was seen yet is not remembered.
    if (claimant.group === null || isKnown(task, claimant) || hasSign(seen)) looks.push(seen);
  }
  const [own, ...subRuns] = looks;
  if (own === undefined) throw new Error("a build is its own first claimant");
  const unclaimed = task.attribution.unclaimed
    .filter((file) => !isLeftover(inventory, file) && namesToken(file.path, attempt.build))
    .map(({ path }) => path);
  return { now: task.options.now, own, subRuns, unread, unclaimed, earlier: earlierAlive(task) };
}

function earlierAlive({ build: { attempt }, processes }: BuildTask): BuildLook["earlier"] {
  if (processes.seen !== "present") return processes;
  return { seen: "present", fact: earlierProcesses(processes.fact, attempt.foreign, attempt.request.pid) };
}

async function lookAtScope(task: BuildTask, claimant: Claimant): Promise<ScopeLook> {
  const { config, sources, options, processes, root, build, claimants, attribution } = task;
  const { attempt, inventory } = build;
  const memory = build.scopes.find(({ group }) => group === claimant.group);
  const claimed = attribution.claimed.get(claimant.id) ?? [];
  const reading = {
    dir: root.dir,
    claimed,
    records: memory?.artifacts ?? [],
    inventory,
    reread: options.reread.has(attempt.build),
    lines: config,
    time: options.time,
  };
  const isClosed = memory !== undefined && memory.closed !== null;
  const files = root.files.seen === "unreadable" || isClosed ? notRead(root) : await readFiles(sources, reading);
  const run = claimant.runs[0] ?? attempt.build;
  const older = claimed.filter(({ file }) => file.kind !== "log" && isLeftover(inventory, file));
  return {
    group: claimant.group,
    run,
    sighting: {
      now: options.now,
      files,
      runners: aliveOf(config, attempt, claimant, claimants, memory, processes),
      processesSeenBefore: options.processesSeenBefore,
    },
    older: new Map(older.map(({ file, machine }) => [machine ?? run, { path: file.path, at: writtenAt(file) }])),
  };
}

function notRead({ files }: Root): ScopeLook["sighting"]["files"] {
  return files.seen === "unreadable" ? files : { seen: "absent" };
}

function isKnown({ build }: BuildTask, { group }: Claimant): boolean {
  return build.scopes.some((memory) => memory.group === group);
}

function hasSign({ sighting: { files, runners } }: ScopeLook): boolean {
  return (files.seen === "present" && files.fact.length > 0) || (runners.seen === "present" && runners.fact.length > 0);
}

function writtenAt({ stamp }: FileSeen): string {
  return new Date(Number(BigInt(stamp.mtimeNs) / 1_000_000n)).toISOString();
}
