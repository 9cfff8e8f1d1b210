import { machineName } from "../files/machines.ts";
import type { MachineEvidence } from "./evidence.ts";
import type { Reason, RunningBecause } from "../judge/reasons.ts";
import { wordOf } from "./logword.ts";
import { isOnlyIllFormed, reportCounts, type TestCounts } from "./report.ts";
import type { ReportRecord, ScopeMemory } from "../state/state.ts";
import { byMoment } from "../time.ts";
import type { MachineState } from "../words.ts";

interface Judged {
  readonly state: MachineState;
  readonly reasons: readonly Reason[];
}

/** The state of one machine; `tests`: what its reports count, or null if there is none. */
export function machineState(evidence: MachineEvidence, tests: TestCounts | null): Judged {
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
function heldBack({ name, statuses, live, logs }: MachineEvidence): Judged | undefined {
  const [log] = logs;
  const open = logs.find(({ reading }) => reading.facts.open);
  if (open !== undefined) return running(name, "log-open", open.path);
  const atWork = statusesOf(statuses, name).some(
    (status) => status.state === "RUNNING" && live.every((record) => isNewer(status, record)),
  );
  if (atWork) return running(name, "status-line", "");
  if (live.length === 0 && log !== undefined) return running(name, "log-only", log.path);
  return undefined;
}

type Status = ScopeMemory["statuses"][string];

/** Of a second RUNNING and a report that one look saw first, the file that was written last is newer. */
function isNewer({ since, logMtimeNs }: Status, { changed, stamp }: ReportRecord): boolean {
  const order = byMoment(since, changed);
  return order === 0 ? BigInt(logMtimeNs) > BigInt(stamp.mtimeNs) : order > 0;
}

/** The newest status lines of a machine; a log may call it by another case, or with its domain. */
export function statusesOf(statuses: ScopeMemory["statuses"], name: string): readonly Status[] {
  return Object.entries(statuses).flatMap(([called, status]) => (machineName(called, [name]) === null ? [] : [status]));
}

function finalState({ name, logs }: MachineEvidence, tests: TestCounts): Judged {
  if (tests.failed > 0)
    return {
      state: "FAILED",
      reasons: [{ code: "machine-failed", machine: name, failed: tests.failed, total: tests.total }],
    };
  const { totals } = wordOf(logs);
  if (totals !== null && totals.failed > 0) {
    // A spec that crashed leaves no report: the machine's own log is all that tells of it.
    return { state: "FAILED", reasons: [{ code: "machine-log-failed", machine: name, ...totals }] };
  }
  // One spec without tests is none of these: Cypress passes it, and plugins that select tests by a tag leave many so.
  if (tests.total === 0) return { state: "FAILED", reasons: [{ code: "no-tests", machine: name }] };
  return { state: "PASSED", reasons: [] };
}

function running(machine: string, why: RunningBecause, detail: string): Judged {
  return { state: "RUNNING", reasons: [{ code: "machine-running", machine, why, detail }] };
}

/** JUnit broken by raw control characters alone: whole mochawesome reports with at least as many tests as all JUnit decide. */
function isOutweighed({ reading }: ReportRecord, live: readonly ReportRecord[]): boolean {
  if (!isOnlyIllFormed(reading)) return false;
  const testsOf = (kind: ReportRecord["kind"]): number =>
    live
      .filter((record) => record.kind === kind)
      .reduce(
        (sum, record) => sum + (record.reading.final ? reportCounts(record.reading).total : record.reading.tests),
        0,
      );
  return live.every(isWholeMochawesome) && testsOf("mochawesome") >= testsOf("junit");
}

function isWholeMochawesome({ kind, reading }: ReportRecord): boolean {
  return kind !== "mochawesome" || reading.final;
}
