import { maxOutcomes, type TestOutcome, type Unfinished } from "../core/reports/report.ts";
import type { Stats } from "./mochawesomefields.ts";
import type { MochawesomeLeaf } from "./mochawesomesuite.ts";
import type { Leaf } from "./tally.ts";

export type Settled =
  | { readonly ok: true; readonly leaves: readonly Leaf[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly why: Unfinished; readonly detail: string };

/**
 * The leaves with what only `stats` tells; null without any. mocha before release 8 lists a retried test without a state
 * and counts how its retry ended (`passes`, `failures` + `other`): those get their outcome back. A failure counted where
 * no leaf shows any is added as one more leaf. Everything else `stats` says is only noted.
 */
export function settledLeaves(leaves: readonly MochawesomeLeaf[], stats: Stats | null): Settled {
  const stateless = leaves.filter((leaf) => leaf.stateless);
  const isRed = count(leaves, "failed") > 0;
  if (stateless.length > 0 && !isRed && stats?.failed === undefined) return unknownRetries;
  if (stats === null) return { ok: true, leaves, notes: ["it has no stats to compare its tests with"] };
  const failed = excess(stats.failed, leaves, "failed");
  const passed = excess(stats.passes, leaves, "passed");
  if (leaves.length === 0 && failed === 0 && (stats.tests ?? passed) > 0) return unlistedTests(stats.tests ?? passed);
  const untold = isRed || failed > 0 ? 0 : Math.min(stateless.length, uncounted(stats));
  if (untold > 0) return unknownEnds(untold);
  const retriedFailed = Math.min(failed, stateless.length);
  const retriedPassed = Math.min(passed, stateless.length - retriedFailed);
  if (failed > 0 && retriedFailed === 0 && !isRed) return withHiddenFailures(leaves, failed);
  if (retriedFailed + retriedPassed > 0) return withRetries(leaves, stateless, retriedFailed, retriedPassed);
  const { tests = 0 } = stats;
  if (tests > leaves.length && !isRed) return unlistedTests(tests, leaves.length);
  return { ok: true, leaves, notes: disagreement(leaves, stats) };
}

const unknownRetries: Settled = {
  ok: false,
  why: "inconclusive",
  detail: "it lists tests without telling how they ended, and has no stats that would",
};

/** mochawesome-merge counts anew by the states of the tests, and so takes a retried one that has none for skipped. */
function unknownEnds(tests: number): Settled {
  const detail = `its tests and its stats do not tell how ${tests} of them ended`;
  return { ok: false, why: "inconclusive", detail };
}

/** How many tests `stats` counts without telling how they ended; `skipped` tells nothing, also unmerged. */
function uncounted({ tests = 0, passes = 0, pending = 0 }: Stats): number {
  return tests - Math.max(0, passes) - Math.max(0, pending);
}

/** As mocha's `--parallel` makes mochawesome write it. */
function unlistedTests(tests: number, listed = 0): Settled {
  const detail = `its stats count ${tests} tests, and it lists ${listed === 0 ? "none" : listed}`;
  return { ok: false, why: "inconclusive", detail };
}

function withHiddenFailures(leaves: readonly Leaf[], failed: number): Settled {
  const hidden = Array.from({ length: Math.min(failed, maxOutcomes) }, () => unnamed(leaves, "failed"));
  const notes = [`its stats count ${hidden.length} failed that it does not list`];
  return { ok: true, leaves: [...leaves, ...hidden], notes };
}

function withRetries(
  leaves: readonly MochawesomeLeaf[],
  stateless: readonly MochawesomeLeaf[],
  failed: number,
  passed: number,
): Settled {
  const notes = [`it lists tests without a state; by its stats ${failed} of them failed and ${passed} passed`];
  const outcome: TestOutcome = failed === 0 ? "passed" : "failed";
  if (failed + passed === stateless.length && (failed === 0 || passed === 0)) {
    const flaky = outcome === "passed";
    return { ok: true, leaves: leaves.map((leaf) => (leaf.stateless ? { ...leaf, outcome, flaky } : leaf)), notes };
  }
  // Which of them were retried cannot be told: only their number is.
  const retried = new Set(stateless.slice(0, failed + passed));
  const others = leaves.filter((leaf) => !retried.has(leaf));
  const ended = [...retried].map((_, index) => unnamed(stateless, index < failed ? "failed" : "passed"));
  return { ok: true, leaves: [...others, ...ended], notes };
}

function disagreement(leaves: readonly Leaf[], stats: Stats): readonly string[] {
  const [passed, failed] = [count(leaves, "passed"), count(leaves, "failed")];
  const said = { passed: stats.passes ?? passed, failed: stats.failed ?? failed };
  if (said.passed === passed && said.failed === failed) return [];
  return [
    `its stats count ${said.passed} passed, ${said.failed} failed; ` +
      `the tests and hooks listed in it, which count, are ${passed} passed, ${failed} failed`,
  ];
}

/** A leaf known by its number only, of the spec that all the given leaves share. */
function unnamed(leaves: readonly Leaf[], outcome: "passed" | "failed"): Leaf {
  const spec = leaves[0]?.spec ?? null;
  const shared = leaves.every((leaf) => leaf.spec === spec);
  return { spec: shared ? spec : null, title: null, outcome, flaky: outcome === "passed", message: "" };
}

/** How many more of an outcome are counted than listed. */
function excess(counted: number | undefined, leaves: readonly Leaf[], outcome: TestOutcome): number {
  return Math.max(0, Math.ceil(counted ?? 0) - count(leaves, outcome));
}

function count(leaves: readonly Leaf[], outcome: TestOutcome): number {
  return leaves.filter((leaf) => leaf.outcome === outcome).length;
}
