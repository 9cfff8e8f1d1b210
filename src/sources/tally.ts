import { packOutcomes } from "../core/reports/fingerprint.ts";
import {
  addCounts,
  maxFailing,
  maxMessageLength,
  maxNameLength,
  maxOutcomes,
  noTests,
  type FailingTest,
  type SpecResult,
  type TestCounts,
  type TestOutcome,
} from "../core/reports/report.ts";

/** One test or failed hook. */
export interface Leaf {
  readonly spec: string | null;
  /** Its full title; null for a failure that the report counts but does not name. */
  readonly title: string | null;
  readonly outcome: TestOutcome;
  readonly flaky: boolean;
  /** Why it failed, in full. */
  readonly message: string;
}

/** The leaves of one report added up spec by spec, in the order in which the specs first appear. */
export type Tally = Map<string | null, SpecTally>;

interface SpecTally {
  tests: TestCounts;
  readonly failing: FailingTest[];
  /** Null once there were more than `maxOutcomes`. */
  outcomes: [title: string, outcome: TestOutcome][] | null;
}

export function addLeaf(tally: Tally, leaf: Leaf): void {
  const spec = tally.get(leaf.spec) ?? { tests: noTests, failing: [], outcomes: [] };
  tally.set(leaf.spec, spec);
  spec.tests = addCounts(spec.tests, countsOf(leaf));
  if (leaf.outcome === "failed" && spec.failing.length < maxFailing) spec.failing.push(failingTest(leaf));
  if (leaf.title !== null) spec.outcomes?.push([leaf.title, leaf.outcome]);
  if ((spec.outcomes?.length ?? 0) > maxOutcomes) spec.outcomes = null;
}

export function specResults(tally: Tally): readonly SpecResult[] {
  return [...tally].map(([spec, { tests, failing, outcomes }]) => ({
    spec,
    tests,
    failing,
    outcomes: outcomes === null ? null : packOutcomes(outcomes),
  }));
}

/** The one entry of a report that lists no test. */
export function unlisted(spec: string | null, tests: TestCounts = noTests): SpecResult {
  return { spec, tests, failing: [], outcomes: "" };
}

function countsOf({ outcome, flaky }: Leaf): TestCounts {
  return {
    total: 1,
    passed: Number(outcome === "passed"),
    failed: Number(outcome === "failed"),
    skipped: Number(outcome === "skipped"),
    flaky: Number(flaky),
  };
}

function failingTest({ title, message }: Leaf): FailingTest {
  return {
    name: beginningOf((title ?? "a test that the report does not name").trim()),
    message: endOf(message.trim()),
  };
}

/** Cut where a cut halves no character. */
function beginningOf(text: string): string {
  if (text.length <= maxNameLength) return text;
  return `${text.slice(0, maxNameLength - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function endOf(text: string): string {
  if (text.length <= maxMessageLength) return text;
  return `…${text.slice(1 - maxMessageLength).replace(/^[\udc00-\udfff]/, "")}`;
}
