import { sumCounts, type ReportKind, type SpecResult, type TestCounts } from "./report.ts";
import type { OverwrittenSpec, ReportRecord } from "../state/state.ts";

/** The reports that tell of one machine: those that count now, and spec results that no file holds any more. */
export interface ReportSet {
  readonly live: readonly ReportRecord[];
  readonly overwritten: readonly OverwrittenSpec[];
}

/**
 * The specs the machine's counts come from: of one kind, JUnit before mochawesome. But never the greener of two, and
 * not the smaller: without `[hash]` in its name specs overwrite the JUnit file, while mochawesome keeps them all.
 */
export function countedSpecs(set: ReportSet): readonly SpecResult[] | null {
  const junit = specsOfKind(set, "junit");
  const mochawesome = specsOfKind(set, "mochawesome");
  if (junit === null || mochawesome === null) return junit ?? mochawesome;
  const [first, other] = [countsOf(junit), countsOf(mochawesome)];
  const isRedder = first.failed === 0 && other.failed > 0;
  const isLarger = other.total > first.total && other.failed >= first.failed;
  return isRedder || isLarger ? mochawesome : junit;
}

/**
 * The counts of the specs that count. Only one of the two kinds may tell of second tries (mocha-junit-reporter never
 * does), so flaky tests are taken from whichever knows of more, where both tell of the same tests.
 */
export function machineCounts(set: ReportSet, specs: readonly SpecResult[]): TestCounts {
  const counts = countsOf(specs);
  const kinds = (["junit", "mochawesome"] as const).map((kind) => countsOf(specsOfKind(set, kind) ?? []));
  const same = kinds.filter(({ total, failed }) => total === counts.total && failed === counts.failed);
  return { ...counts, flaky: Math.max(counts.flaky, ...same.map(({ flaky }) => flaky)) };
}

/** True when a spec's report may have been overwritten before any look saw it, and nothing else holds its tests. */
export function mayHaveMissedSpecs(set: ReportSet): boolean {
  const { overwritten } = set;
  const [entry] = overwritten;
  if (entry === undefined) return false;
  const other = entry.kind === "junit" ? "mochawesome" : "junit";
  if (overwritten.some(({ kind }) => kind === other)) return true;
  return countsOf(specsOfKind(set, other) ?? []).total < countsOf(specsOfKind(set, entry.kind) ?? []).total;
}

export function countsOf(specs: readonly SpecResult[]): TestCounts {
  return sumCounts(specs.map((spec) => spec.tests));
}

/** The newest result of each spec, with those whose file was overwritten since. Null if there is no whole report. */
export function specsOfKind({ live, overwritten }: ReportSet, kind: ReportKind): readonly SpecResult[] | null {
  const whole = live.filter((record) => record.kind === kind && record.reading.final).sort(byAge);
  const older = overwritten.filter((entry) => entry.kind === kind).map(({ result }) => result);
  if (whole.length === 0) return null;
  const named = new Map<string, SpecResult>();
  const unnamed: SpecResult[] = [];
  for (const result of [...older, ...whole.flatMap((record) => (record.reading.final ? record.reading.specs : []))]) {
    if (result.spec === null) unnamed.push(result);
    else named.set(result.spec, result);
  }
  const liveUnnamed = unnamed.filter((result) => !older.includes(result));
  return [...named.values(), ...liveUnnamed];
}

function byAge(a: ReportRecord, b: ReportRecord): number {
  const [left, right] = [BigInt(a.stamp.mtimeNs), BigInt(b.stamp.mtimeNs)];
  return left < right ? -1 : left > right ? 1 : 0;
}
