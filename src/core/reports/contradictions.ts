import { outcomesOf } from "./fingerprint.ts";
import type { Reason } from "../judge/reasons.ts";
import type { MachineEvidence } from "./evidence.ts";
import type { LogFacts } from "../logs/log.ts";
import type { SpecResult } from "./report.ts";
import { countsOf, redoneSpecs, specsOfKind } from "./specs.ts";

/** What speaks against the results of one machine: two reports of one test that disagree, a failure nobody holds any more. */
export function contradictionsOf(evidence: MachineEvidence, logs: readonly LogFacts[]): readonly Reason[] {
  const { name: machine, ...set } = evidence;
  const found: Reason[] = [];
  const junit = specsOfKind(set, "junit");
  const mochawesome = specsOfKind(set, "mochawesome");
  if (junit !== null && mochawesome !== null) {
    const tests = disagreeing(junit, mochawesome);
    if (tests > 0) found.push({ code: "reports-disagree", machine, tests });
  }
  if (countsOf([...(junit ?? []), ...(mochawesome ?? [])]).failed > 0) return found;
  if (set.overwritten.some(({ result }) => result.tests.failed > 0))
    found.push({ code: "failure-overwritten", machine });
  return [...found, ...hiddenFailures(logs, 1, redoneSpecs(set))];
}

/**
 * An earlier Cypress run of a log failed, the last one did not, and there were more runs than machines: the same specs
 * done again, or others whose red reports were overwritten before any look. `redone`: how many were seen done again.
 */
export function hiddenFailures(logs: readonly LogFacts[], machines: number, redone: number): readonly Reason[] {
  const suspect = logs.filter(({ totals, totalRows }) => totals?.failed === 0 && totalRows.all > machines);
  const red = suspect.reduce((sum, { rowSpecs }) => sum + rowSpecs.failed, 0);
  if (red <= redone) return [];
  return suspect.slice(0, 1).map(({ totalRows }): Reason => ({ code: "red-run-unexplained", ...totalRows }));
}

/** How many tests both hold and one calls failed that the other calls passed. */
function disagreeing(a: readonly SpecResult[], b: readonly SpecResult[]): number {
  if ([...a, ...b].some((spec) => spec.outcomes === null)) {
    const [left, right] = [countsOf(a), countsOf(b)];
    return left.total === right.total ? Math.abs(left.failed - right.failed) : 0;
  }
  return common(outcome(a, "failed"), outcome(b, "passed")) + common(outcome(a, "passed"), outcome(b, "failed"));
}

/** Tests of one outcome; a title that stands twice with both outcomes tells nothing of either. */
function outcome(specs: readonly SpecResult[], wanted: "passed" | "failed"): ReadonlySet<string> {
  const of = (kind: "passed" | "failed"): Set<string> =>
    new Set(specs.flatMap((spec) => [...outcomesOf(spec.outcomes ?? "", kind)]));
  const other = of(wanted === "passed" ? "failed" : "passed");
  return new Set([...of(wanted)].filter((test) => !other.has(test)));
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((item) => b.has(item)).length;
}
