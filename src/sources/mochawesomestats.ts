import { maxOutcomes, type TestOutcome } from "../core/reports/report.ts";
import { numberOf, type JsonRecord } from "./jsonvalue.ts";
import type { MochawesomeLeaf } from "./mochawesomesuite.ts";
import type { Leaf } from "./tally.ts";

/**
 * The leaves with what only `stats` tells. mocha before release 8 lists a retried test without a state and counts how
 * its retry ended (`passes`, `failures` + `other`): those get their outcome back. A failure counted where no leaf shows
 * any is added as one more leaf. Everything else `stats` says is left aside.
 */
export function settledLeaves(
  leaves: readonly MochawesomeLeaf[],
  stats: JsonRecord,
): { readonly leaves: readonly Leaf[]; readonly notes: readonly string[] } {
  const stateless = leaves.filter((leaf) => leaf.stateless);
  const failed = excess(numberOf(stats, "failures") + numberOf(stats, "other"), leaves, "failed");
  const passed = excess(numberOf(stats, "passes"), leaves, "passed");
  const retriedFailed = Math.min(failed, stateless.length);
  const retriedPassed = Math.min(passed, stateless.length - retriedFailed);
  if (failed > 0 && retriedFailed === 0 && count(leaves, "failed") === 0) return withHiddenFailures(leaves, failed);
  if (retriedFailed + retriedPassed === 0) return { leaves, notes: [] };
  return withRetries(leaves, stateless, retriedFailed, retriedPassed);
}

function withHiddenFailures(leaves: readonly Leaf[], failed: number): ReturnType<typeof settledLeaves> {
  const hidden = Array.from({ length: Math.min(failed, maxOutcomes) }, () => unnamed(leaves, "failed"));
  return { leaves: [...leaves, ...hidden], notes: [`its stats count ${hidden.length} failed that it does not list`] };
}

function withRetries(
  leaves: readonly MochawesomeLeaf[],
  stateless: readonly MochawesomeLeaf[],
  failed: number,
  passed: number,
): ReturnType<typeof settledLeaves> {
  const notes = [`it lists tests without a state; by its stats ${failed} of them failed and ${passed} passed`];
  const outcome: TestOutcome = failed === 0 ? "passed" : "failed";
  if (failed + passed === stateless.length && (failed === 0 || passed === 0)) {
    const flaky = outcome === "passed";
    return { leaves: leaves.map((leaf) => (leaf.stateless ? { ...leaf, outcome, flaky } : leaf)), notes };
  }
  // Which of them were retried cannot be told: only their number is.
  const retried = new Set(stateless.slice(0, failed + passed));
  const others = leaves.filter((leaf) => !retried.has(leaf));
  const ended = [...retried].map((_, index) => unnamed(stateless, index < failed ? "failed" : "passed"));
  return { leaves: [...others, ...ended], notes };
}

/** A leaf known by its number only, of the spec that all the given leaves share. */
function unnamed(leaves: readonly Leaf[], outcome: "passed" | "failed"): Leaf {
  const spec = leaves[0]?.spec ?? null;
  const shared = leaves.every((leaf) => leaf.spec === spec);
  return { spec: shared ? spec : null, title: null, outcome, flaky: outcome === "passed", message: "" };
}

/** How many more of an outcome are counted than listed. */
function excess(counted: number, leaves: readonly Leaf[], outcome: TestOutcome): number {
  return Math.max(0, Math.ceil(counted) - count(leaves, outcome));
}

function count(leaves: readonly Leaf[], outcome: TestOutcome): number {
  return leaves.filter((leaf) => leaf.outcome === outcome).length;
}
