import { outcomesOf } from "./fingerprint.ts";
import type { Reason } from "../judge/reasons.ts";
import type { MachineEvidence } from "./evidence.ts";
import { hiddenFailures, unfinishedSpecs } from "./hiddenfailures.ts";
import type { LogFacts } from "../logs/log.ts";
import { statusesOf } from "./machinestate.ts";
import type { SpecResult } from "./report.ts";
import { countsOf, hasLostFailure, redoneSpecs, specsOfKind } from "./specs.ts";
import type { MachineState } from "../words.ts";

/** What speaks against the results of one machine: two reports of one test that disagree, and what makes its green doubtful. */
export function contradictionsOf(evidence: MachineEvidence, state: MachineState): readonly Reason[] {
  const tests = disagreeing(specsOfKind(evidence, "junit") ?? [], specsOfKind(evidence, "mochawesome") ?? []);
  const disagree: readonly Reason[] = tests > 0 ? [{ code: "reports-disagree", machine: evidence.name, tests }] : [];
  return state === "PASSED" ? [...disagree, ...doubtfulGreen(evidence)] : disagree;
}

/** A failure nobody holds any more, a status line or a log that knows better. */
function doubtfulGreen(evidence: MachineEvidence): readonly Reason[] {
  const { name: machine, statuses, logs } = evidence;
  const found: Reason[] = [];
  if (hasLostFailure(evidence)) found.push({ code: "failure-overwritten", machine });
  if (statusesOf(statuses, machine).some(({ state }) => state === "FAILED"))
    found.push({ code: "status-disagrees", machine });
  const broken = logs.find(({ reading }) => isBroken(reading.facts));
  if (broken !== undefined) found.push({ code: "machine-log-broken", machine, path: broken.path });
  return [
    ...found,
    ...hiddenFailures(logs, { count: 1, onlyOne: true, redone: redoneSpecs(evidence) }),
    ...unfinishedSpecs(logs, [[]]),
  ];
}

/** Its last word is a cancel or a kill. */
function isBroken({ cancelled, killed, awaitingTotals }: LogFacts): boolean {
  return cancelled !== null || killed !== null || awaitingTotals;
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
