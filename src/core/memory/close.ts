import { lastWord } from "../judge/failure.ts";
import type { JudgedScope } from "../judge/buildlook.ts";
import { machineLogs, runLogs } from "./logrecords.ts";
import { maxFailing } from "../reports/report.ts";
import type { Situation } from "../judge/situation.ts";
import type { ScopeMemory, ScopeResult } from "../state/state.ts";
import type { Moment } from "../time.ts";
import type { Verdict } from "../judge/verdict.ts";

const maxTransitions = 50;

/** The memory with a look's verdict in it; unchanged if the verdict is the one that stands there. */
export function withVerdict(memory: ScopeMemory, verdict: Verdict, now: Moment): ScopeMemory {
  const { state, rule, reasons } = verdict;
  if (rule === "closed") return memory;
  const same = memory.verdict.state === state && memory.verdict.rule === rule;
  if (same && JSON.stringify(memory.verdict.reasons) === JSON.stringify(reasons)) return memory;
  const since = memory.verdict.state === state ? memory.verdict.since : now.at;
  const transitions =
    memory.verdict.state === state ? memory.transitions : [...memory.transitions, { at: now.at, state, rule }];
  return { ...memory, verdict: { state, rule, reasons, since }, transitions: transitions.slice(-maxTransitions) };
}

/** The memory of a scope closed with this verdict, and with what its message will tell. */
export function closedScope(scope: JudgedScope, now: Moment): ScopeMemory {
  const memory = withVerdict(scope.memory, scope.verdict, now);
  const { state, rule, reasons } = scope.verdict;
  return {
    ...memory,
    closed: { at: now.at, state, rule, reasons },
    result: memory.result ?? (scope.situation === null ? null : resultOf(scope.situation)),
  };
}

/** True when a second look came to the same terminal verdict: only then is it written. */
export function isConfirmed(first: Verdict, second: Verdict): boolean {
  return (
    first.state !== "RUNNING" && first.rule !== "closed" && first.state === second.state && first.rule === second.rule
  );
}

function resultOf({ machines, memory }: Situation): ScopeResult {
  return {
    machines: machines.map(({ name, declared, state, tests, failing, lastReportOnly }) => ({
      name,
      declared,
      state,
      tests,
      failing: failing.slice(0, maxFailing),
      lastReportOnly,
    })),
    startedAt: memory.firstSeen?.at ?? null,
    endedAt: endOf(memory),
    lastWord: lastWord(runLogs(memory.artifacts), machines.length) ?? silentWord(memory, machines),
  };
}

/** The word of the first machine that failed by its log alone. */
function silentWord({ artifacts }: ScopeMemory, machines: Situation["machines"]): ScopeResult["lastWord"] {
  const silent = machines.filter(({ state, tests }) => state === "FAILED" && tests?.failed === 0);
  return silent.reduce<ScopeResult["lastWord"]>(
    (word, { name }) => word ?? lastWord(machineLogs(artifacts, name), 1),
    null,
  );
}

/** When the run wrote last, by the file system's clock; else when its end was seen. */
function endOf({ artifacts, runner }: ScopeMemory): string | null {
  const last = artifacts.map(({ stamp }) => Number(BigInt(stamp.mtimeNs) / 1_000_000n)).sort((a, b) => b - a)[0];
  return last === undefined ? (runner.lastAlive?.at ?? null) : new Date(last).toISOString();
}
