import { runLogs } from "../memory/logrecords.ts";
import { contradictionsOf } from "./contradictions.ts";
import { machineEvidence, type MachineEvidence } from "./evidence.ts";
import { isOnlyMachine, type MachineScope } from "./machines.ts";
import type { Reason } from "../judge/reasons.ts";
import { wordOf } from "./logword.ts";
import { machineState } from "./machinestate.ts";
import type { SpecResult } from "./report.ts";
import { countedSpecs, machineCounts, redoneSpecs, reportedSpecs } from "./specs.ts";
import { byLogs, specsHeld, type SpecsHeld } from "./specsheld.ts";
import type { MachineResult, ReportRecord, ScopeMemory } from "../state/state.ts";

/** One machine's state, why it is so, and what speaks against its result. */
export interface MachineFinding extends MachineResult {
  readonly reasons: readonly Reason[];
  readonly contradictions: readonly Reason[];
  /** Its reports, whole or not, that are there now. */
  readonly reports: readonly ReportRecord[];
  /** Unless its reports hold every spec it ran, no inferred end holds. */
  readonly specsHeld: SpecsHeld;
  /** The specs that its reports ever named, also those that were overwritten since; null for one without a name. */
  readonly reported: readonly (string | null)[];
  /** How many failed specs were seen to be done again. */
  readonly redone: number;
}

/** True when whole reports tell of the machine, and nothing tells that they hold every spec it ran. */
export function mayHideSpecs({ state, tests, specsHeld: held }: MachineFinding): boolean {
  return tests !== null && state !== "FAILED" && held === "untold";
}

/** The state and counts of every machine of a scope. `ended`: end 1 or 2 is confirmed. */
export function machineFindings(memory: ScopeMemory, scope: MachineScope, ended: boolean): readonly MachineFinding[] {
  const all = machineEvidence(memory, scope, ended).map((evidence) => ({ evidence, specs: countedSpecs(evidence) }));
  const told = byLogs(
    all.flatMap(({ specs }) => specs ?? []),
    wordOf(runLogs(memory.artifacts), isOnlyMachine(scope)),
  );
  return all.map(({ evidence, specs }) => findingOf(evidence, specs, told, scope.declared.has(evidence.name)));
}

/** `told`: what the run's own logs say of the specs of all machines together. */
function findingOf(
  evidence: MachineEvidence,
  specs: readonly SpecResult[] | null,
  told: SpecsHeld,
  declared: boolean,
): MachineFinding {
  const tests = specs === null ? null : machineCounts(evidence, specs);
  const judged = machineState(evidence, tests);
  const own = specsHeld(evidence, specs ?? [], wordOf(evidence.logs, true));
  const held = told === "missed" || own === "untold" ? told : own;
  return {
    name: evidence.name,
    declared,
    ...judged,
    tests,
    failing: specs?.flatMap((spec) => spec.failing) ?? [],
    lastReportOnly: held === "missed" || evidence.overwritten.some(({ result }) => result.spec === null),
    contradictions: contradictionsOf(evidence, judged.state),
    reports: evidence.live,
    specsHeld: held,
    reported: reportedSpecs(evidence),
    redone: redoneSpecs(evidence),
  };
}
