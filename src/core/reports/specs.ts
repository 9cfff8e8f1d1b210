import { byAge, isOlderGreen, type Aged } from "./age.ts";
import { sumCounts, type ReportKind, type SpecResult, type TestCounts } from "./report.ts";
import type { OverwrittenSpec, RedoneSpecs, ReportRecord } from "../state/state.ts";

/** The reports that tell of one machine: those that count now, and what is known of those that no file holds any more. */
export interface ReportSet {
  readonly live: readonly ReportRecord[];
  readonly overwritten: readonly OverwrittenSpec[];
  readonly redone: readonly RedoneSpecs[];
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

export function countsOf(specs: readonly SpecResult[]): TestCounts {
  return sumCounts(specs.map((spec) => spec.tests));
}

/**
 * The newest result of each spec, with those whose file was overwritten since, unless only the other kind was seen to
 * tell of it again. Null if there is no whole report.
 */
export function specsOfKind(set: ReportSet, kind: ReportKind): readonly SpecResult[] | null {
  if (!set.live.some((record) => record.kind === kind && record.reading.final)) return null;
  const all = resultsOf(set, kind);
  const named = new Map(all.map((told) => [told.result.spec, told]));
  named.delete(null);
  const others = resultsOf(set, otherKind(kind));
  const standing = [...named.values()].filter((told) => !isToldAgain(told, all, others));
  const unnamed = all.filter(({ result, live }) => live && result.spec === null);
  return [...standing, ...unnamed].map(({ result }) => result);
}

/** The specs that any report named, one that was overwritten since too. */
export function reportedSpecs(set: ReportSet): readonly (string | null)[] {
  return [...resultsOf(set, "junit"), ...resultsOf(set, "mochawesome")].map(({ result }) => result.spec);
}

/** How many failed results of specs a newer result of the same spec took the place of, by the kind that knows of more. */
export function redoneSpecs(set: ReportSet): number {
  const ofKind = (kind: ReportKind): number => {
    const named = resultsOf(set, kind).filter(({ result }) => result.spec !== null);
    const others = resultsOf(set, otherKind(kind));
    const outdone = named.filter(
      (told, index) =>
        told.result.tests.failed > 0 &&
        (named.slice(index + 1).some(({ result }) => result.spec === told.result.spec) ||
          isToldAgain(told, named, others)),
    );
    const forgotten = set.redone.filter((one) => one.kind === kind).reduce((sum, { specs }) => sum + specs, 0);
    return outdone.length + forgotten;
  };
  return Math.max(ofKind("junit"), ofKind("mochawesome"));
}

/**
 * True when a failure was seen in a report that is gone, and no later run of its spec was; or in one that is there, and
 * the green one that was seen since was written before it.
 */
export function hasLostFailure(set: ReportSet): boolean {
  return (["junit", "mochawesome"] as const).some((kind) => {
    const [all, others] = [resultsOf(set, kind), resultsOf(set, otherKind(kind))];
    return all.some((told) => {
      if (told.result.tests.failed === 0) return false;
      if (!told.live) return !isToldAgain(told, all, others);
      const later = all.filter((other) => isSpecOf(other, told) && byAge(other, told) > 0);
      return later.length > 0 && later.every((other) => isOlderGreen(other, told));
    });
  });
}

function isSpecOf(one: Told, other: Told): boolean {
  return one.result.spec !== null && one.result.spec === other.result.spec;
}

interface Told extends Aged {
  readonly path: string;
  readonly result: SpecResult;
  readonly live: boolean;
  /** A log tells of a later run of the spec, which passed. */
  readonly again: boolean;
}

/**
 * True when the other kind tells of a later run of a spec whose report is gone: it names the spec twice since, or once
 * since another spec's report took this one's file. This kind's report of that run came and went between two looks.
 */
function isToldAgain(told: Told, all: readonly Told[], others: readonly Told[]): boolean {
  const { spec } = told.result;
  if (told.live || spec === null) return false;
  if (told.again) return true;
  const since = (one: Told): boolean => byAge(one, told) > 0;
  const again = others.filter((other) => other.result.spec === spec && since(other));
  const next = all.find((one) => one.path === told.path && one.result.spec !== spec && since(one));
  return again.length > 1 || (next !== undefined && again.some((other) => byAge(other, next) > 0));
}

function otherKind(kind: ReportKind): ReportKind {
  return kind === "junit" ? "mochawesome" : "junit";
}

/** All results of one kind, the newest last. */
function resultsOf({ live, overwritten }: ReportSet, kind: ReportKind): readonly Told[] {
  const gone = overwritten
    .filter((entry) => entry.kind === kind)
    .flatMap(({ again, ...entry }) => {
      const told = { ...entry, live: false, again: again !== undefined };
      return again === undefined ? [told] : [told, { ...told, result: ranAgain(entry.result, again), again: false }];
    });
  const held = live.flatMap(({ reading, path, changed, stamp, ...record }) =>
    record.kind === kind && reading.final
      ? reading.specs.map((result) => ({ result, live: true, again: false, path, changed, stamp }))
      : [],
  );
  return [...gone, ...held].sort(byAge);
}

/** As a row of Cypress's table tells it, which names no test. */
function ranAgain({ spec }: SpecResult, { tests }: NonNullable<OverwrittenSpec["again"]>): SpecResult {
  return { spec, tests, failing: [], outcomes: "" };
}
