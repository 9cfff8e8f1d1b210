import { packOutcomes } from "../core/reports/fingerprint.ts";
import {
  addCounts,
  maxFailing,
  maxFailingOfAll,
  maxMessageLength,
  maxNameLength,
  maxOutcomes,
  maxOutcomesOfAll,
  noTests,
  type FailingTest,
  type SpecResult,
  type TestCounts,
  type TestOutcome,
} from "../core/reports/report.ts";
import { beyond, limits, type LimitFault } from "./limits.ts";

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
export interface Tally {
  readonly specs: Map<string | null, SpecTally>;
  /** How many failing tests, and how many outcomes, all of them hold. */
  failing: number;
  outcomes: number;
  /** A limit that was hit: the leaves of specs beyond it are not counted. */
  fault: LimitFault | undefined;
}

interface SpecTally {
  tests: TestCounts;
  readonly failing: FailingTest[];
  /** Null once there were too many. */
  outcomes: [title: string, outcome: TestOutcome][] | null;
}

export function newTally(): Tally {
  return { specs: new Map(), failing: 0, outcomes: 0, fault: undefined };
}

export function addLeaf(tally: Tally, leaf: Leaf): void {
  const spec = tally.specs.get(leaf.spec) ?? newSpec(tally, leaf.spec);
  if (spec === undefined) return;
  spec.tests = addCounts(spec.tests, countsOf(leaf));
  if (leaf.outcome === "failed" && spec.failing.length < maxFailing && tally.failing < maxFailingOfAll) {
    spec.failing.push(failingTest(leaf));
    tally.failing++;
  }
  if (leaf.title !== null && spec.outcomes !== null) {
    spec.outcomes.push([leaf.title, leaf.outcome]);
    tally.outcomes++;
    if (spec.outcomes.length > maxOutcomes || tally.outcomes > maxOutcomesOfAll) spec.outcomes = null;
  }
}

export function specResults(tally: Tally): readonly SpecResult[] {
  return [...tally.specs].map(([spec, { tests, failing, outcomes }]) => ({
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

function newSpec(tally: Tally, path: string | null): SpecTally | undefined {
  if (path !== null && path.length > limits.specPath) {
    tally.fault ??= beyond("specPath", `it names a spec file by more than ${limits.specPath} characters`);
  } else if (tally.specs.size === limits.specs) {
    tally.fault ??= beyond("specs", `it tells of more than ${limits.specs} spec files`);
  }
  if (tally.fault !== undefined) return undefined;
  const spec: SpecTally = { tests: noTests, failing: [], outcomes: [] };
  tally.specs.set(path, spec);
  return spec;
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
