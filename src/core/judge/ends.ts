import type { LogFacts } from "../logs/log.ts";
import type { MachineScope } from "../reports/machines.ts";
import { runLogs } from "../memory/logrecords.ts";
import type { Reason } from "./reasons.ts";
import { mayHideSpecs, type MachineFinding } from "../reports/results.ts";
import { isAbsent, type RunnerView } from "../processes/runnerview.ts";
import { goneFor, type ScopeFacts } from "./facts.ts";
import { timerInterval } from "../defaults.ts";
import { elapsed } from "../time.ts";

/** Which of the five confirmed ends hold. */
export interface Ends {
  /** The reasons of all ends that hold; empty: the end is not confirmed. */
  readonly confirmed: readonly Reason[];
  /** End 1 or 2 is among them: the run itself, its supervisor or the operator said so. */
  readonly strong: boolean;
  /** The machines of the scope are all that there will be. */
  readonly scopeKnown: boolean;
  /** End 1: the emptied cgroup proves that nothing more can be written. */
  readonly proven: boolean;
}

interface View {
  readonly facts: ScopeFacts;
  readonly runner: RunnerView;
  readonly driver: RunnerView | null;
  readonly scope: MachineScope;
  readonly machines: readonly MachineFinding[];
  readonly idleMs: number;
}

/** Ends 1 and 2: an exit record with a status, the run's own end marker, the operator's word. */
export function strongEnds({ exit, memory }: ScopeFacts, scope: MachineScope): readonly Reason[] {
  const found: Reason[] = [];
  if (exit.seen === "present" && exit.fact.status !== null) found.push({ code: "end-exit", status: exit.fact.status });
  if (memory.ended !== null) found.push({ code: "end-operator" });
  const logs = runLogs(memory.artifacts).filter(({ present }) => present);
  const machines = scope.names.length;
  const open = logs.some(({ reading }) => isOpen(reading.facts, machines) || reading.facts.awaitingTotals);
  const end = logs.map(({ reading }) => reading.facts.end).find((marker) => marker !== null);
  if (end != null && !open) found.push({ code: "end-marker", line: end.line });
  return found;
}

export function endsOf(view: View, strong: readonly Reason[]): Ends {
  const inferred = hasOpenStart(view) ? [] : inferredEnds(view);
  const confirmed = [...strong, ...inferred];
  return {
    confirmed,
    strong: strong.length > 0,
    scopeKnown: isScopeKnown(view, confirmed),
    proven: strong.some(({ code }) => code === "end-exit"),
  };
}

/** A start marker without its end vetoes every inferred end. */
function hasOpenStart({ facts: { memory }, scope }: View): boolean {
  return memory.artifacts.some(
    (record) => record.kind === "log" && isOpen(record.reading.facts, record.machine === null ? scope.names.length : 1),
  );
}

/**
 * A start stands open, or one of several Cypress runs lacks its total row: in a loop over machines one was killed and
 * the next went on. More starts than machines are restarts, of which only the last must end.
 */
function isOpen({ open, starts, totalRows }: LogFacts, machines: number): boolean {
  return open || (totalRows.all > 0 && totalRows.all < starts && starts <= machines);
}

/** Ends 3, 4 and 5; while a driver is alive or cannot be seen, a group ends by the next group alone. */
function inferredEnds(view: View): readonly Reason[] {
  if (view.machines.some(mayHideSpecs)) return [];
  const next = nextGroupEnd(view);
  const found: Reason[] = next === null ? [] : [next];
  if (view.driver !== null && !isAbsent(view.driver)) return found;
  if (runnerGoneEnd(view)) found.push({ code: "end-runner-gone" });
  if (view.driver?.seen === "gone" && isGone(view.driver, view.facts)) found.push({ code: "end-driver-gone" });
  return found;
}

/** End 3. A report later than the runner's death by more than looks can explain was written by something else. */
function runnerGoneEnd({ facts, runner, scope, machines }: View): boolean {
  if (runner.seen !== "gone" || !isGone(runner, facts)) return false;
  if (scope.origin !== "declared" && scope.origin !== "announced") return false;
  const { lastAlive, missed } = runner;
  const latest = Math.max(lastAlive.ms + facts.policy.settle + 2 * timerInterval, missed.ms);
  return machines
    .flatMap((machine) => machine.reports)
    .every(({ changed }) => changed.boot === lastAlive.boot && changed.ms <= latest);
}

/** Of one known by its command line alone any file or process of the build speaks for its life. */
function isGone({ ms }: { readonly ms: number }, facts: ScopeFacts): boolean {
  const { runnerNamed, lastSign, now } = facts;
  const silentMs = runnerNamed || lastSign === null ? ms : Math.min(ms, elapsed(lastSign, now));
  return silentMs >= goneFor(facts);
}

/** End 4: groups run one after another, so a later one ends this one, if no process of this one is left. */
function nextGroupEnd({ facts, runner }: View): Reason | null {
  const { parent, now, policy } = facts;
  if (parent === null || !isAbsent(runner)) return null;
  if (parent.nextBegun !== null) return { code: "end-next-group", group: parent.nextBegun };
  const named = parent.nextNamed;
  if (named === null || runner.seen !== "gone" || elapsed(named.since, now) < policy.settle) return null;
  return { code: "end-next-group", group: named.group };
}

/**
 * Machines that were only observed are a scope only where something tells that no more will come: a log of one Cypress
 * run per machine says "finished" after each of them.
 */
function isScopeKnown(view: View, confirmed: readonly Reason[]): boolean {
  const { scope, facts } = view;
  if (scope.origin === "declared" || scope.origin === "announced") return true;
  const codes = new Set(confirmed.map(({ code }) => code));
  if (codes.has("end-exit") || codes.has("end-operator") || hasConfiguredEnd(facts)) return true;
  if (!codes.has("end-marker") || !coversScope(view)) return false;
  const backed = codes.has("end-next-group") || codes.has("end-driver-gone") || isUnnamedAndGone(view);
  return backed || view.idleMs >= facts.policy.quiet;
}

function hasConfiguredEnd({ memory }: ScopeFacts): boolean {
  return runLogs(memory.artifacts).some(({ reading }) => reading.facts.end?.by === "configured");
}

/** One single Cypress run in the log, and either two machines that it brought forth or none that has a name. */
function coversScope({ facts, scope }: View): boolean {
  const logs = runLogs(facts.memory.artifacts).map(({ reading }) => reading.facts);
  const isSingle = logs.reduce((sum, { starts }) => sum + starts, 0) === 1 && !logs.some(({ replaced }) => replaced);
  return isSingle && (scope.origin === "none" || facts.memory.observed.length >= 2);
}

/** A run without any named machine is one machine; its own process gone is as good as a driver gone. */
function isUnnamedAndGone({ facts, runner, scope }: View): boolean {
  return scope.origin === "none" && runner.seen === "gone" && runner.ms >= facts.policy.settle;
}
