import { outcomesOf } from "./fingerprint.ts";
import type { Reason } from "../judge/reasons.ts";
import type { SpecResult } from "./report.ts";
import { countsOf, specsOfKind, type ReportSet } from "./specs.ts";

/** What speaks against the results of one machine: two reports of one test that disagree, a failure nobody holds any more. */
export function contradictionsOf(machine: string, set: ReportSet): readonly Reason[] {
  const found: Reason[] = [];
  const junit = specsOfKind(set, "junit");
  const mochawesome = specsOfKind(set, "mochawesome");
  if (junit !== null && mochawesome !== null) {
    const tests = disagreeing(junit, mochawesome);
    if (tests > 0) found.push({ code: "reports-disagree", machine, tests });
  }
  const lost = set.overwritten.some(({ result }) => result.spec === null && result.tests.failed > 0);
  if (lost && countsOf([...(junit ?? []), ...(mochawesome ?? [])]).failed === 0)
    found.push({ code: "failure-overwritten", machine });
  return found;
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
