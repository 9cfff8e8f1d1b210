import type { LogRecord, OverwrittenSpec, ReportRecord, ScopeMemory } from "../state/state.ts";
import { machineLogs } from "../memory/logrecords.ts";
import { byAge } from "./age.ts";
import { reportCounts } from "./report.ts";
import {
  allReports,
  isOnlyMachine,
  reportsOf,
  tellsOf,
  uuidsOf,
  withoutMerges,
  type MachineScope,
} from "./machines.ts";
import type { ReportSet } from "./specs.ts";

/** All that tells of one machine. */
export interface MachineEvidence extends ReportSet {
  readonly name: string;
  readonly statuses: ScopeMemory["statuses"];
  /** Reports that went away and are missed. */
  readonly vanished: readonly ReportRecord[];
  /** Its own logs. */
  readonly logs: readonly LogRecord[];
}

/** The evidence of every machine of a scope. `ended`: end 1 or 2 is confirmed, so that a vanished report counts as last read. */
export function machineEvidence(memory: ScopeMemory, scope: MachineScope, ended: boolean): readonly MachineEvidence[] {
  const { artifacts, statuses, overwritten, redone } = memory;
  // Of several machines a run-level merge tells nothing, so a part that it holds must go on telling of its machine.
  const telling = allReports(artifacts).filter(({ machine }) => machine !== null || scope.names.length === 1);
  const records = withoutMerges(telling);
  const isHeld = holder(allReports(artifacts));
  return scope.names.map((name) => {
    const own = reportsOf(records, name, scope);
    const ofMachine = ({ machine }: Pick<OverwrittenSpec, "machine">): boolean => tellsOf(machine, name, scope);
    return {
      name,
      statuses,
      live: own.filter((record) => isHeld(record) || (ended && record.reading.final)),
      vanished: own.filter((record) => !isHeld(record) && !ended && isMissed(record, own)),
      overwritten: overwritten.filter(ofMachine).map((entry) => believed(entry, scope)),
      redone: redone.filter(ofMachine),
      logs: machineLogs(artifacts, name),
    };
  });
}

/** What a log of the run tells of a spec's later run may be another machine's. */
function believed(entry: OverwrittenSpec, scope: MachineScope): OverwrittenSpec {
  const { again, ...bare } = entry;
  return again?.machine === null && !isOnlyMachine(scope) ? bare : entry;
}

/** A report is held while it is there, or while files that are there hold all its tests: a merge took its parts away. */
function holder(all: readonly ReportRecord[]): (record: ReportRecord) => boolean {
  const there = new Set(all.filter(({ present }) => present).flatMap((record) => [...uuidsOf(record)]));
  return (record) => {
    const uuids = [...uuidsOf(record)];
    return record.present || (uuids.length > 0 && uuids.every((uuid) => there.has(uuid)));
  };
}

/**
 * A report that went away is missed unless files that are there hold all it told: of a red one newer ones of its kind,
 * of a green one JUnit too, which lists what mochawesome does, but for failed hooks.
 */
function isMissed(record: ReportRecord, all: readonly ReportRecord[]): boolean {
  if (!record.reading.final) return false;
  const isRed = reportCounts(record.reading).failed > 0;
  const held = new Set(
    all.flatMap((other) => {
      const isHolder =
        other.kind === record.kind ? !isRed || byAge(other, record) > 0 : !isRed && other.kind === "junit";
      return other.present && other.reading.final && isHolder ? other.reading.specs.map(({ spec }) => spec) : [];
    }),
  );
  return record.reading.specs.some(({ spec }) => spec === null || !held.has(spec));
}
