import type { BuildRecord, JudgedScope, ScopeLook, ScopeRecord } from "../../src/core/judge/buildlook.ts";
import { closedScope } from "../../src/core/memory/close.ts";
import { judge } from "../../src/core/judge/judge.ts";
import type { Sighting } from "../../src/core/memory/observe.ts";
import type { ExitRecord } from "../../src/core/ports.ts";
import type { OlderReport } from "../../src/core/judge/reasons.ts";
import { resetScope, type ResetWords } from "../../src/core/memory/reset.ts";
import type { Situation } from "../../src/core/judge/situation.ts";
import type { BuildRequest, ScopeMemory } from "../../src/core/state/state.ts";
import type { Moment } from "../../src/core/time.ts";
import type { Paper } from "./papers.ts";
import { attemptOf, configOf, exitOf, markOf, momentAt, processOf } from "./samples.ts";

/** Seconds, as all times here. */
export const minute = 60;
export const hour = 3_600;
/** The default waits. */
export const settle = 60;
export const quiet = 3_600;

/** What is true of one scope from a look on; what is not named is as before. */
export interface ScopeChange {
  /** The pids of its processes; of a categorized build itself, of its drivers. */
  readonly alive?: readonly number[];
  /** All its fresh files. */
  readonly files?: readonly Paper[];
  readonly cancelled?: boolean | "unreadable";
  readonly exit?: Partial<ExitRecord> | "unreadable";
  readonly deliveryBegun?: boolean;
  readonly older?: Readonly<Record<string, OlderReport>>;
}

export interface Change extends ScopeChange {
  readonly groups?: Readonly<Record<string, ScopeChange>>;
  readonly unclaimed?: readonly string[];
  /** From here on the controller runs in this boot; its clock begins anew. */
  readonly boot?: string;
  /** The wall clock is set forward or back by so many seconds. */
  readonly wallStep?: number;
  /** This one look cannot see these. */
  readonly blind?: "files" | "processes";
}

/** The life of one build, look by look, through the same functions as in a pass. */
export interface Timeline {
  /** One look, so many seconds after the one before. */
  look(seconds: number, change?: Change): Timeline;
  /** Closes what the last look judged, as a pass does once a second look has confirmed it. */
  close(group?: string): Timeline;
  reset(words: Partial<ResetWords>): Timeline;
  /** `STATE rule: reason-codes` of the last look. */
  says(group?: string): string;
  judged(group?: string): JudgedScope;
  situation(group?: string): Situation;
  memory(group?: string): ScopeMemory;
  now(): Moment;
  /** The groups in the order in which they began. */
  order(): readonly string[];
}

type World = Map<string | null, ScopeChange>;

/** Registers `nightly` and waits for the first look. */
export function watching(
  request: Partial<BuildRequest> = {},
  settings: object = {},
  damagedGroups: readonly string[] = [],
): Timeline {
  const config = configOf(settings);
  const world: World = new Map([[null, {}]]);
  const texts = new Map<string | null, Map<string, string>>();
  let now: Moment = momentAt(0, "b1", 0);
  let attempt = attemptOf(request, now);
  let subRuns = new Map<string, ScopeMemory>();
  let judgedNow: ReturnType<typeof judge> | undefined;
  let processesSeen: Moment | null = null;
  let unclaimed: readonly string[] = [];

  const recordOf = (memory: ScopeMemory): ScopeRecord => {
    const scope = world.get(memory.group) ?? {};
    return {
      memory,
      cancelled: markOf(scope.cancelled),
      exit: exitOf(scope.exit),
      deliveryBegun: scope.deliveryBegun ?? false,
    };
  };
  const textsOf = (group: string | null): Map<string, string> => {
    const known = texts.get(group) ?? new Map<string, string>();
    texts.set(group, known);
    return known;
  };
  const lookOf = (group: string | null, blind: Change["blind"]): ScopeLook => {
    const { files = [], alive = [], older = {} } = world.get(group) ?? {};
    const memory = group === null ? attempt.scope : subRuns.get(group);
    return {
      group,
      run: group === null ? "nightly" : `nightly-${group}`,
      sighting: {
        now,
        files:
          blind === "files"
            ? { seen: "unreadable", detail: "EIO" }
            : { seen: "present", fact: files.map((paper) => sightingOf(paper, memory, textsOf(group), now)) },
        runners:
          blind === "processes"
            ? { seen: "unreadable", detail: "ps failed" }
            : { seen: "present", fact: alive.map((pid) => processOf(pid, now.boot)) },
        processesSeenBefore: processesSeen,
      },
      older: new Map(Object.entries(older)),
    };
  };
  const timeline: Timeline = {
    look(seconds, change = {}) {
      now = moved(now, seconds, change);
      applyTo(world, change);
      unclaimed = change.unclaimed ?? unclaimed;
      const record: BuildRecord = {
        attempt,
        own: recordOf(attempt.scope),
        subRuns: [...subRuns.values()].map(recordOf),
        damagedGroups,
      };
      const groups = [...world.keys()].filter((group) => group !== null);
      const look = {
        now,
        own: lookOf(null, change.blind),
        subRuns: groups.map((group) => lookOf(group, change.blind)),
        unclaimed,
      };
      judgedNow = judge(config, record, look);
      attempt = { ...attempt, scope: judgedNow.own.memory };
      subRuns = new Map(judgedNow.subRuns.map(({ memory }) => [memory.group ?? "", memory]));
      if (change.blind !== "processes") processesSeen = now;
      return timeline;
    },
    close(group) {
      const closed = closedScope(timeline.judged(group), now);
      if (group === undefined) attempt = { ...attempt, scope: closed };
      else subRuns.set(group, closed);
      return timeline;
    },
    reset(words) {
      const all = { ended: false, machines: null, pid: null, ...words };
      attempt = { ...attempt, scope: resetScope(attempt.scope, all, now) };
      return timeline;
    },
    says: (group) => said(timeline.judged(group)),
    judged(group) {
      const found = group === undefined ? judgedNow?.own : judgedNow?.subRuns.find((sub) => sub.memory.group === group);
      if (found === undefined) throw new Error("no look has judged it yet");
      return found;
    },
    situation(group) {
      const { situation } = timeline.judged(group);
      if (situation === null) throw new Error("a categorized build itself has no situation");
      return situation;
    },
    memory: (group) => (group === undefined ? attempt.scope : timeline.judged(group).memory),
    now: () => now,
    order: () => (judgedNow?.subRuns ?? []).filter(({ begun }) => begun).map(({ memory }) => memory.group ?? ""),
  };
  return timeline;
}

/** `STATE rule: reason-codes`. */
export function said({ verdict: { state, rule, reasons } }: Pick<JudgedScope, "verdict">): string {
  return `${state} ${rule}: ${reasons.map(({ code }) => code).join(" ")}`;
}

function moved(before: Moment, seconds: number, { boot = before.boot, wallStep = 0 }: Change): Moment {
  const wall = (Date.parse(before.at) - Date.UTC(2026, 10, 23)) / 1_000 + seconds + wallStep;
  return momentAt(boot === before.boot ? before.ms / 1_000 + seconds : seconds, boot, wall);
}

function applyTo(world: World, { groups = {}, ...own }: Change): void {
  world.set(null, { ...world.get(null), ...own });
  for (const [group, change] of Object.entries(groups)) world.set(group, { ...world.get(group), ...change });
}

/** A file that says what it said before is the same file, read no further; any other was written just now. */
function sightingOf(paper: Paper, memory: ScopeMemory | undefined, texts: Map<string, string>, now: Moment): Sighting {
  const text = JSON.stringify(paper.reading);
  const record = memory?.artifacts.find(({ path }) => path === paper.path);
  const isSame = texts.get(paper.path) === text;
  texts.set(paper.path, text);
  if (isSame && record !== undefined) return record;
  return { ...paper, stamp: { ino: paper.path, size: text.length, mtimeNs: `${Date.parse(now.at)}000000` } };
}
