import type { Policy } from "../config.ts";
import { goneFor } from "./facts.ts";
import { hangAfter } from "./limits.ts";
import { runLogs } from "../memory/logrecords.ts";
import type { CancelMark } from "../ports.ts";
import type { ExitRecord } from "../state/exit.ts";
import type { Reason, Reasons } from "./reasons.ts";
import { closureReasons } from "./rules/closed.ts";
import { brokenOff } from "./rules/killed.ts";
import { runnerView, type RunnerView } from "../processes/runnerview.ts";
import type { ScopeMemory } from "../state/state.ts";
import { elapsed, plus, type Moment } from "../time.ts";
import type { Verdict } from "./verdict.ts";
import type { RunState, Seen } from "../words.ts";

/** What is known of a categorized build itself: its driver and its groups. It is never posted. */
export interface ParentSituation {
  readonly now: Moment;
  readonly policy: Policy;
  readonly memory: ScopeMemory;
  readonly cancelled: Seen<CancelMark>;
  readonly exit: Seen<ExitRecord>;
  readonly blind: { readonly files: string | null; readonly processes: string | null };
  /** The sub-runs that have begun, and whether each is closed. */
  readonly begun: readonly { readonly group: string; readonly closed: boolean }[];
  readonly declaredGroups: readonly string[];
  readonly unclaimed: readonly string[];
  readonly lastSign: Moment | null;
  /** The driver is named by `--pid`: nothing else can be it. */
  readonly runnerNamed: boolean;
}

interface Ending {
  readonly state: RunState;
  readonly rule: string;
  readonly reasons: Reasons;
}

/** The verdict of a categorized build: it closes after its driver and with its last sub-run. */
export function parentVerdict(situation: ParentSituation): Verdict {
  const { memory, begun } = situation;
  if (memory.closed !== null)
    return { state: memory.closed.state, rule: "closed", reasons: closureReasons(memory.closed) };
  const ending = endingOf(situation);
  if (ending === undefined) return { state: "RUNNING", rule: "in-progress", reasons: waitingFor(situation) };
  if (begun.every(({ closed }) => closed)) return ending;
  return { state: "RUNNING", rule: "in-progress", reasons: waitingFor(situation) };
}

function endingOf(situation: ParentSituation): Ending | undefined {
  return cancelled(situation) ?? killed(situation) ?? driverEnded(situation) ?? gaveUp(situation);
}

function cancelled({ cancelled: mark }: ParentSituation): Ending | undefined {
  if (mark.seen !== "present") return undefined;
  return {
    state: "CANCELLED",
    rule: "cancelled",
    reasons: [{ code: "operator-cancelled", reason: mark.fact.reason, whole: true }],
  };
}

function killed(situation: ParentSituation): Ending | undefined {
  const { exit, memory, now, blind } = situation;
  // What a group had done before its end may be in what could not be looked at.
  if (blind.files !== null || blind.processes !== null) return undefined;
  const broken = brokenOff(exit);
  if (broken !== undefined) return { state: "TERMINATED", rule: "killed", reasons: [broken] };
  const { boot } = memory.runner;
  if (exit.seen === "present" || boot === null || boot === now.boot) return undefined;
  return { state: "TERMINATED", rule: "killed", reasons: [{ code: "earlier-boot" }] };
}

/** How the driver ended by its own log; such a line alone ends nothing, the driver may go on with the next group. */
function markerEnding({ exit, memory, now, policy }: ParentSituation): Ending | undefined {
  const idle = memory.changed === null || elapsed(memory.changed, now) >= policy.settle;
  if (exit.seen === "present" || !idle) return undefined;
  for (const { reading } of runLogs(memory.artifacts)) {
    const { killed: kill, cancelled: cancel } = reading.facts;
    if (cancel !== null)
      return { state: "CANCELLED", rule: "cancelled", reasons: [{ code: "cancel-marker", line: cancel }] };
    if (kill !== null) return { state: "TERMINATED", rule: "killed", reasons: [{ code: "kill-marker", line: kill }] };
  }
  return undefined;
}

function driverEnded(situation: ParentSituation): Ending | undefined {
  const { exit, policy, memory, now, begun, blind, lastSign } = situation;
  if (blind.files !== null) return undefined;
  const driver = driverOf(situation);
  const needed = goneFor(situation);
  // A group may still be at work, or about to begin, after the driver has gone.
  const quiet = lastSign === null || elapsed(lastSign, now) >= needed;
  const gone = driver.seen === "gone" && driver.ms >= needed && quiet;
  const silent =
    driver.seen === "never" && memory.progressed !== null && elapsed(memory.progressed, now) >= policy.startWithin;
  if (exit.seen !== "present" && !gone && !(silent && begun.length > 0)) return undefined;
  const how: Reason = driver.seen === "gone" ? { code: "driver-gone", since: driver.since } : { code: "runner-never" };
  const ending = markerEnding(situation) ?? outcomeOf(situation);
  return { ...ending, reasons: [...ending.reasons, how] };
}

function outcomeOf({ begun, unclaimed, declaredGroups }: ParentSituation): Ending {
  if (begun.length === 0) {
    return {
      state: "UNKNOWN",
      rule: "ended-incomplete",
      reasons: [{ code: "no-sub-run" }, { code: "layout", unclaimed }],
    };
  }
  if (unclaimed.length > 0)
    return { state: "UNKNOWN", rule: "ended-incomplete", reasons: [{ code: "layout", unclaimed }] };
  const missing = declaredGroups.filter((name) => !begun.some(({ group }) => group === name));
  const closed: Reason = { code: "groups-closed", count: begun.length };
  const reasons: Reasons = missing.length === 0 ? [closed] : [closed, { code: "groups-not-begun", groups: missing }];
  return { state: "COMPLETED", rule: "complete", reasons };
}

function gaveUp(situation: ParentSituation): Ending | undefined {
  const { memory, policy, now, begun, blind, lastSign } = situation;
  if (blind.files !== null || blind.processes !== null) return undefined;
  if (memory.firstSeen === null && begun.length === 0) {
    const ms = elapsed(memory.watched, now);
    return ms < policy.startWithin
      ? undefined
      : { state: "UNKNOWN", rule: "never-started", reasons: [{ code: "never-started", ms }] };
  }
  const still = lastSign === null ? 0 : elapsed(lastSign, now);
  const age = memory.firstSeen === null ? 0 : elapsed(memory.firstSeen, now);
  if (still < hangAfter(memory, policy, begun.length > 0) && age < policy.maxDuration) return undefined;
  const driver = driverOf(situation);
  const reason: Reason = age >= policy.maxDuration ? { code: "too-old", ms: age } : { code: "stalled", ms: still };
  if (driver.seen !== "alive") return { state: "UNKNOWN", rule: "stalled", reasons: [reason] };
  return { state: "HUNG", rule: "stalled", reasons: [reason, { code: "driver-alive", pid: driver.pid }] };
}

function waitingFor(situation: ParentSituation): Reasons {
  const { begun, blind, memory, policy } = situation;
  const driver = driverOf(situation);
  const found: Reason[] = [];
  if (blind.files !== null) found.push({ code: "cannot-look", at: "the reporter directories", detail: blind.files });
  if (blind.processes !== null) found.push({ code: "cannot-look", at: "the processes", detail: blind.processes });
  if (driver.seen === "alive") found.push({ code: "driver-alive", pid: driver.pid });
  if (driver.seen === "gone") found.push({ code: "driver-gone", since: driver.since });
  const open = begun.filter(({ closed }) => !closed).map(({ group }) => group);
  if (open.length > 0) found.push({ code: "groups-open", groups: open });
  const until = plus(memory.watched.at, policy.startWithin);
  const [
    first = begun.length === 0 ? ({ code: "not-begun", until } as const) : ({ code: "runner-never" } as const),
    ...more
  ] = found;
  return [first, ...more];
}

function driverOf({ memory, blind, now }: ParentSituation): RunnerView {
  return runnerView(memory.runner, blind.processes, now);
}
