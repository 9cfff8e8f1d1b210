import { tried } from "../core/judge/classify.ts";
import type { Config } from "../core/config.ts";
import { reasonView, type ScopeView } from "../core/show/view.ts";
import type { Finding } from "../pass/plan.ts";
import { evidenceOf, type EvidenceJson } from "./evidence.ts";
import { viewOf } from "./status-json.ts";

/** One scope as `explain --json` prints it. */
export interface ExplainedScope extends ScopeView {
  readonly evidence: EvidenceJson;
  readonly rules: readonly {
    readonly name: string;
    readonly matched: boolean;
    readonly reasons: ScopeView["reasons"];
  }[];
}

/** The whole chain behind one scope: evidence, every rule tried, verdict, delivery. */
export function explained(config: Config, finding: Finding): ExplainedScope {
  const situation = finding.judged?.situation ?? null;
  const rules = situation === null ? [] : tried(situation);
  return {
    ...viewOf(finding),
    evidence: evidenceOf(finding, config),
    rules: rules.map(({ name, matched, reasons }) => ({ name, matched, reasons: reasons.map(reasonView) })),
  };
}
