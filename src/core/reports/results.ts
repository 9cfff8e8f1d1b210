import { machineName } from "../files/attribute.ts";
import { contradictionsOf } from "./contradictions.ts";
import { allReports, reportsOf, withoutMerges, type MachineScope } from "./machines.ts";
import type { Reason, RunningBecause } from "../judge/reasons.ts";
import { reportCounts, type TestCounts } from "./report.ts";
import { countedSpecs, machineCounts, mayHaveMissedSpecs, type ReportSet } from "./specs.ts";
import type { LogRecord, MachineResult, ReportRecord, ScopeMemory } from "../state/state.ts";
import type { MachineState } from "../words.ts";

/** One machine's state, why it is so, and what speaks against its result. */
export interface MachineFinding extends MachineResult {
  readonly reasons: readonly Reason[];
  readonly contradictions: readonly Reason[];
  /** Its reports, whole or not, that are there now. */
  readonly reports: readonly ReportRecord[];
  /** Specs overwrite each other's report, so that one may never have been seen: end 3 alone does not hold. */
  readonly mayHaveMissedSpecs: boolean;
}

interface MachineEvidence extends ReportSet {
  readonly name: string;
  readonly memory: ScopeMemory;
  readonly vanished: readonly ReportRecord[];
  readonly log: LogRecord | undefined;
}

interface Judged {
  readonly state: MachineState;
  readonly reasons: readonly Reason[];
}

/** The state and counts of every machine of a scope. `ended`: end 1 or 2 is confirmed. */
export function machineFindings(memory: ScopeMemory, scope: MachineScope, ended: boolean): readonly MachineFinding[] {
  const records = withoutMerges(allReports(memory.artifacts));
  return scope.names.map((name) => {
    const own = reportsOf(records, name, scope);
    const evidence: MachineEvidence = {
      name,
      memory,
      live: own.filter((record) => record.present || (ended && record.reading.final)),
      vanished: own.filter((record) => !record.present && !ended && isMissed(record, own)),
      overwritten: memory.overwritten.filter(
        ({ machine }) => machine === name || (machine === null && scope.names.length === 1),
      ),
      log: memory.artifacts.find((record): record is LogRecord => record.kind === "log" && record.machine === name),
    };
    return findingOf(evidence, scope.declared.has(name));
  });
}

/** A report that went away is missed unless newer whole reports hold all it told. */
function isMissed(record: ReportRecord, all: readonly ReportRecord[]): boolean {
  if (!record.reading.final) return false;
  const held = new Set(
    all.flatMap((other) =>
      other.present && other.reading.final && other.kind === record.kind
        ? other.reading.specs.map(({ spec }) => spec)
        : [],
    ),
  );
  return record.reading.specs.some(({ spec }) => spec === null || !held.has(spec));
}

function findingOf(evidence: MachineEvidence, declared: boolean): MachineFinding {
  const specs = countedSpecs(evidence);
  const tests = specs === null ? null : machineCounts(evidence, specs);
  const { state, reasons } = stateOf(evidence, tests);
  return {
    name: evidence.name,
    declared,
    state,
    tests,
    failing: specs?.flatMap((spec) => spec.failing) ?? [],
    lastReportOnly: evidence.overwritten.some(({ result }) => result.spec === null),
    reasons,
    contradictions: contradictionsOf(evidence.name, evidence),
    reports: evidence.live,
    mayHaveMissedSpecs: mayHaveMissedSpecs(evidence),
  };
}

function stateOf(evidence: MachineEvidence, tests: TestCounts | null): Judged {
  const { name, live, vanished } = evidence;
  const writing = live.find(
    (record) => !record.reading.final && (record.reading.why === "empty" || record.reading.why === "cut"),
  );
  if (writing !== undefined) return running(name, "in-the-writing", writing.path);
  const broken = live.find((record) => !record.reading.final && !isOutweighed(record, live));
  if (broken !== undefined && !broken.reading.final) {
    return {
      state: "UNREADABLE",
      reasons: [{ code: "machine-unreadable", machine: name, detail: `${broken.path}: ${broken.reading.detail}` }],
    };
  }
  const [missed] = vanished;
  if (missed !== undefined) return running(name, "vanished", missed.path);
  const held = heldBack(evidence);
  if (held !== undefined) return held;
  if (tests === null)
    return { state: "NOT STARTED", reasons: [{ code: "machine-missing", machine: name, older: null }] };
  return finalState(evidence, tests);
}

/** Signs that the machine is at work although a whole report of it lies there, or before one does. */
function heldBack({ name, memory, live, log }: MachineEvidence): Judged | undefined {
  if (log?.reading.facts.open === true) return running(name, "log-open", log.path);
  const isNewest = ({ since }: Status): boolean =>
    live.every(({ changed }) => changed.boot !== since.boot || since.ms >= changed.ms);
  const atWork = statusesOf(memory, name).some((status) => status.state === "RUNNING" && isNewest(status));
  if (atWork) return running(name, "status-line", "");
  if (live.length === 0 && log !== undefined) return running(name, "log-only", log.path);
  return undefined;
}

type Status = ScopeMemory["statuses"][string];

/** A log may call a machine by another case, or with its domain. */
function statusesOf({ statuses }: ScopeMemory, name: string): readonly Status[] {
  return Object.entries(statuses).flatMap(([called, status]) => (machineName(called, [name]) === null ? [] : [status]));
}

function finalState({ name, live, log }: MachineEvidence, tests: TestCounts): Judged {
  const empty = live.some((record) => record.reading.final && reportCounts(record.reading).total === 0);
  if (tests.failed > 0)
    return {
      state: "FAILED",
      reasons: [{ code: "machine-failed", machine: name, failed: tests.failed, total: tests.total }],
    };
  const word = log?.reading.facts.totals ?? null;
  if (word !== null && word.failed > 0) {
    // A spec that crashed leaves no report: the machine's own log is all that tells of it.
    return { state: "FAILED", reasons: [{ code: "machine-log-failed", machine: name, ...word }] };
  }
  if (empty || tests.total === 0) return { state: "FAILED", reasons: [{ code: "no-tests", machine: name }] };
  return { state: "PASSED", reasons: [] };
}

function running(machine: string, why: RunningBecause, detail: string): Judged {
  return { state: "RUNNING", reasons: [{ code: "machine-running", machine, why, detail }] };
}

/** JUnit broken by raw control characters alone: a whole mochawesome report with at least as many tests decides. */
function isOutweighed(record: ReportRecord, live: readonly ReportRecord[]): boolean {
  const { reading } = record;
  if (reading.final || reading.why !== "control-characters") return false;
  return live.some(
    (other) =>
      other.kind === "mochawesome" && other.reading.final && reportCounts(other.reading).total >= reading.tests,
  );
}
