import { endsOf, strongEnds, type Ends } from "./ends.ts";
import { isDoneAgain } from "../reports/hiddenfailures.ts";
import { hiddenInRun } from "../reports/hiddeninrun.ts";
import { machineScope, type MachineScope } from "../reports/machines.ts";
import { doubtsOf } from "./doubts.ts";
import type { ScopeFacts } from "./facts.ts";
import { runFailure } from "./failure.ts";
import type { OlderReport, Reason } from "./reasons.ts";
import { fileBehind, isUnread } from "../memory/artifacts.ts";
import { machineFindings, type MachineFinding } from "../reports/results.ts";
import { runnerView, type RunnerView } from "../processes/runnerview.ts";
import type { ArtifactRecord, ScopeMemory } from "../state/state.ts";
import { elapsed } from "../time.ts";

/** The facts of a scope with all that follows from them: what the rules look at. */
export interface Situation extends ScopeFacts {
  readonly runner: RunnerView;
  readonly driver: RunnerView | null;
  readonly scope: MachineScope;
  readonly machines: readonly MachineFinding[];
  readonly ends: Ends;
  /** Milliseconds since anything of the scope changed; where nothing was ever seen, since it is watched. */
  readonly idleMs: number;
  /** What speaks against the results as they are. */
  readonly contradictions: readonly Reason[];
  /** Why the results may not be this run's. */
  readonly doubts: readonly Reason[];
  /** Why this look cannot prove that something is not there. */
  readonly blindness: readonly Reason[];
}

export function situationOf(facts: ScopeFacts): Situation {
  const { memory, now, blind } = facts;
  const scope = machineScope(memory, facts.declared);
  const runner = runnerView(memory.runner, blind.processes, now);
  const driver = facts.parent === null ? null : runnerView(facts.parent.driver, blind.processes, now);
  const strong = strongEnds(facts, scope);
  const machines = machineFindings(memory, scope, strong.length > 0).map((machine) => withOlder(machine, facts.older));
  const idleMs = elapsed(memory.changed ?? memory.watched, now);
  const view = { facts, runner, driver, scope, machines, idleMs };
  return {
    ...facts,
    runner,
    driver,
    scope,
    machines,
    idleMs,
    ends: endsOf(view, strong),
    contradictions: [
      ...machines.flatMap((machine) => machine.contradictions),
      ...hiddenInRun(memory, scope, machines),
      ...exitContradiction(facts, machines),
      ...driverContradictions(facts, machines),
      ...lostFiles(memory),
    ],
    doubts: doubtsOf(facts, machines),
    blindness: blindnessOf(facts),
  };
}

function withOlder(machine: MachineFinding, older: ReadonlyMap<string, OlderReport>): MachineFinding {
  const report = older.get(machine.name);
  if (machine.state !== "NOT STARTED" || report === undefined) return machine;
  return { ...machine, reasons: [{ code: "machine-missing", machine: machine.name, older: report }] };
}

/** What stood in the rest of them may have been red. */
function lostFiles({ artifacts }: ScopeMemory): readonly Reason[] {
  return artifacts
    .filter((record) => (record.present ? isRestLost(record) : isUnread(record)))
    .map(({ path }) => ({ code: "file-lost", path }));
}

/** Replaced before it was read to its end. */
function isRestLost({ kind, reading }: ArtifactRecord): boolean {
  return kind === "log" && reading.facts.restLost;
}

/** Green through and through, and yet not ended well. A run that failed by its own word explains its exit status. */
function exitContradiction({ exit, memory }: ScopeFacts, machines: readonly MachineFinding[]): readonly Reason[] {
  const status = exit.seen === "present" ? (exit.fact.status ?? 0) : 0;
  return status !== 0 && isGreen(memory, machines) ? [{ code: "exit-disagrees", status }] : [];
}

/** Green, and yet the driver's log told of failed specs, or of a killed run, while it was the group at work. */
function driverContradictions({ parent, memory }: ScopeFacts, machines: readonly MachineFinding[]): readonly Reason[] {
  if (parent === null || !isGreen(memory, machines)) return [];
  const found: Reason[] = [];
  const failed = parent.told.reduce((sum, word) => sum + word.failed, 0);
  const redone = machines.reduce((sum, machine) => sum + machine.redone, 0);
  if (failed > redone) found.push({ code: "driver-log-red", failed });
  const reported = machines.map((machine) => machine.reported);
  const isDone = (name: string): boolean => {
    const called = parent.unfinished.filter(({ spec }) => spec === name);
    return called.length > 0 && called.every((one) => isDoneAgain(one, reported));
  };
  const spec = parent.told.flatMap(({ broken }) => broken?.running ?? []).find((name) => !isDone(name));
  if (spec !== undefined) found.push({ code: "spec-unfinished", spec });
  return found;
}

/** No machine failed, nor did the run by its own word. */
function isGreen(memory: ScopeMemory, machines: readonly MachineFinding[]): boolean {
  return machines.every(({ state }) => state === "PASSED") && runFailure({ memory, machines }).length === 0;
}

function blindnessOf({ blind, memory, exit }: ScopeFacts): readonly Reason[] {
  const found: Reason[] = [];
  if (blind.files !== null) found.push({ code: "cannot-look", at: "the reporter directories", detail: blind.files });
  if (blind.processes !== null) found.push({ code: "cannot-look", at: "the processes", detail: blind.processes });
  if (exit.seen === "unreadable") found.push({ code: "cannot-look", at: "the exit record", detail: exit.detail });
  const behind = fileBehind(memory.artifacts);
  if (behind !== undefined) found.push({ code: "file-behind", path: behind.path });
  return found;
}
