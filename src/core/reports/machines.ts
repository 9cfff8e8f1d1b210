import { machineName } from "../files/machines.ts";
import type { ArtifactRecord, ReportRecord, ScopeMemory } from "../state/state.ts";

/** How the machines of a scope came to be known; observed ones alone are not yet a scope that can be complete. */
export type ScopeOrigin = "declared" | "announced" | "observed" | "none";

export interface MachineScope {
  readonly names: readonly string[];
  readonly declared: ReadonlySet<string>;
  readonly origin: ScopeOrigin;
}

/**
 * The union of declared, announced and freshly observed machines; it never shrinks. A name that differs from a
 * declared one by case or domain alone is that machine. None named at all: one machine called by the run name.
 */
export function machineScope(memory: ScopeMemory, declared: readonly string[]): MachineScope {
  const merges = onlyMerged(memory);
  const observed = memory.observed.filter((name) => !merges.has(name));
  const found = [...memory.announced, ...observed].map((name) => machineName(name, declared) ?? name);
  const named = [...new Set([...declared, ...found])];
  return {
    names: named.length === 0 ? [memory.run] : named,
    declared: new Set(declared),
    origin: originOf(memory.announced, observed, declared),
  };
}

/** The names that only merged files bear: `merged-report.json` is no machine. */
function onlyMerged({ artifacts }: ScopeMemory): ReadonlySet<string> {
  const reports = allReports(artifacts);
  const kept = new Set<ArtifactRecord>(withoutMerges(reports));
  const merged = reports.flatMap((record) => (kept.has(record) ? [] : (record.machine ?? [])));
  const borne = new Set(
    artifacts.flatMap((record) => (record.kind === "log" || kept.has(record) ? (record.machine ?? []) : [])),
  );
  return new Set(merged.filter((name) => !borne.has(name)));
}

function originOf(announced: readonly string[], observed: readonly string[], declared: readonly string[]): ScopeOrigin {
  if (declared.length > 0) return "declared";
  if (announced.length > 0) return "announced";
  return observed.length > 0 ? "observed" : "none";
}

/** True when the run's own logs tell of this one machine: it is the only one, and known to be. */
export function isOnlyMachine({ names, origin }: MachineScope): boolean {
  return names.length === 1 && (origin === "declared" || origin === "announced");
}

/** The reports that tell of one machine: its own, and run-level ones if it is the only machine there is. */
export function reportsOf(
  records: readonly ReportRecord[],
  machine: string,
  scope: MachineScope,
): readonly ReportRecord[] {
  return records.filter((record) => tellsOf(record.machine, machine, scope));
}

/** True when what was written for `written` (null: for the run as a whole) tells of this machine. */
export function tellsOf(written: string | null, machine: string, { names }: MachineScope): boolean {
  return written === machine || (written === null && names.length === 1);
}

export function allReports(artifacts: readonly ArtifactRecord[]): readonly ReportRecord[] {
  return artifacts.filter((record): record is ReportRecord => record.kind !== "log");
}

/**
 * The reports without merges: a file whose test uuids all stand in other files of the scope says nothing new, and
 * would count everything twice. Of two that hold the same tests one stays.
 */
export function withoutMerges(records: readonly ReportRecord[]): readonly ReportRecord[] {
  const bySize = [...records].sort((a, b) => runLevelFirst(a, b) || uuidsOf(b).size - uuidsOf(a).size);
  const kept = new Set(records);
  for (const record of bySize) {
    const own = uuidsOf(record);
    if (own.size === 0) continue;
    const others = new Set([...kept].filter((other) => other !== record).flatMap((other) => [...uuidsOf(other)]));
    if ([...own].every((uuid) => others.has(uuid))) kept.delete(record);
  }
  return records.filter((record) => kept.has(record));
}

function runLevelFirst(a: ReportRecord, b: ReportRecord): number {
  return Number(a.machine !== null) - Number(b.machine !== null);
}

/** The tests of a whole mochawesome report; none where not every test can be told. */
export function uuidsOf(record: ReportRecord): ReadonlySet<string> {
  if (!record.reading.final || record.reading.uuids === null) return new Set();
  return new Set(record.reading.uuids.split(" "));
}
