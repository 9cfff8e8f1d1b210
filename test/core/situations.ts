import type { BuildRecord, JudgedScope, ScopeLook, ScopeRecord } from "../../src/core/judge/buildlook.ts";
import { closedScope } from "../../src/core/memory/close.ts";
import { judge } from "../../src/core/judge/judge.ts";
import { resetScope, type ResetWords } from "../../src/core/memory/reset.ts";
import type { Situation } from "../../src/core/judge/situation.ts";
import type { BuildRequest, ScopeMemory } from "../../src/core/state/state.ts";
import { present } from "../../src/core/words.ts";
import type { Moment } from "../../src/core/time.ts";
import { attemptOf, configOf, exitOf, markOf, momentAt, processOf } from "./samples.ts";
import { applyTo, moved, sightingOf, type Change, type World } from "./world.ts";

/** Seconds, as all times here. */
export const minute = 60;
export const hour = 3_600;
/** The default waits. */
export const settle = 60;
export const quiet = 3_600;

/** The registration of these machines with process 7 as the runner that was named. */
export function named(...machines: readonly string[]): Partial<BuildRequest> {
  return { machines, pid: processOf(7) };
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
  let earlier: readonly number[] = [];

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
    const { files = [], alive = [], older = {}, unread = false } = world.get(group) ?? {};
    const memory = group === null ? attempt.scope : subRuns.get(group);
    return {
      group,
      run: group === null ? "nightly" : `nightly-${group}`,
      sighting: {
        now,
        files:
          blind === "files" || unread
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
      earlier = change.earlier ?? earlier;
      const theirs = earlier.map((pid) => processOf(pid, now.boot));
      if (attempt.foreign.length === 0) attempt = { ...attempt, foreign: theirs };
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
        unread: groups.some((group) => world.get(group)?.unread === true) ? "EIO" : null,
        unclaimed,
        earlier:
          change.blind === "processes" ? ({ seen: "unreadable", detail: "ps failed" } as const) : present(theirs),
      };
      judgedNow = judge(config, record, look);
      attempt = { ...judgedNow.attempt, scope: judgedNow.own.memory };
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
