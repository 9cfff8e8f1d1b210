import { closedScope, isConfirmed, withVerdict } from "../core/memory/close.ts";
import type { Config } from "../core/config.ts";
import type { BuildLook, JudgedBuild, JudgedScope } from "../core/judge/buildlook.ts";
import { judge } from "../core/judge/judge.ts";
import type { ScopeMemory } from "../core/state/state.ts";
import { recordOf, withMemories, type Usable } from "./records.ts";

/** One build after a look: as it is remembered now, and how it was judged. */
export interface Judged {
  readonly stored: Usable;
  readonly judged: JudgedBuild;
}

/** Judges a build after one look; terminal verdicts are not written yet. */
export function judgeOnce(config: Config, stored: Usable, look: BuildLook): Judged {
  const judged = judge(config, recordOf(stored), look);
  const remember = (scope: JudgedScope): ScopeMemory =>
    scope.verdict.state === "RUNNING" ? withVerdict(scope.memory, scope.verdict, look.now) : scope.memory;
  return { stored: withMemories(stored, judged.attempt, remember(judged.own), judged.subRuns.map(remember)), judged };
}

/** True when some scope is about to close: only a second look may write that down. */
export function hasEnded({ judged }: Judged): boolean {
  return [judged.own, ...judged.subRuns].some(isEnding);
}

/** Judges a second time, on a fresh look, and closes the scopes of which both looks say the same. */
export function judgeAgain(config: Config, first: Judged, look: BuildLook): Judged {
  const judged = judge(config, recordOf(first.stored), look);
  const before = new Map([first.judged.own, ...first.judged.subRuns].map((scope) => [scope.memory.group, scope]));
  const settle = (scope: JudgedScope): ScopeMemory => {
    const earlier = before.get(scope.memory.group);
    if (earlier !== undefined && isEnding(scope) && isConfirmed(earlier.verdict, scope.verdict)) {
      return closedScope(scope, look.now);
    }
    return scope.verdict.state === "RUNNING" ? withVerdict(scope.memory, scope.verdict, look.now) : scope.memory;
  };
  const subRuns = judged.subRuns.map(settle);
  const closed = subRuns.some((memory, index) => memory.closed !== judged.subRuns[index]?.memory.closed);
  const own = settle(judged.own);
  // A closed sub-run is the parent's progress: without a driver its closing is waited on from here.
  const progressed = closed && own.closed === null ? { ...own, progressed: look.now } : own;
  return { stored: withMemories(first.stored, judged.attempt, progressed, subRuns), judged };
}

/** A possible group that has not begun never closes. */
function isEnding({ begun, verdict }: JudgedScope): boolean {
  return begun && verdict.state !== "RUNNING" && verdict.rule !== "closed";
}
