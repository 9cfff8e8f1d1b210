import type { Config } from "../core/config.ts";
import { policyOf } from "../core/config.ts";
import { counted } from "../core/message/headline.ts";
import { reportCounts } from "../core/reports/report.ts";
import type { ArtifactRecord } from "../core/state/state.ts";
import type { Finding } from "../pass/plan.ts";

/** What was seen of one scope, as `explain` prints it. Times ISO 8601 UTC, durations in seconds. */
export interface EvidenceJson {
  readonly files: readonly FileEvidence[];
  readonly processes: readonly number[];
  readonly processesLastAliveAt: string | null;
  readonly changedAt: string | null;
  readonly machinesFrom: "declared" | "announced" | "observed" | "none" | null;
  readonly cancelled: boolean;
  readonly blind: readonly string[];
  readonly unclaimed: readonly string[];
  readonly older: readonly string[];
  readonly settleSeconds: number;
}

export interface FileEvidence {
  readonly path: string;
  readonly kind: "log" | "junit" | "mochawesome";
  readonly machine: string | null;
  readonly present: boolean;
  readonly final: boolean | null;
  /** What the reader made of it, in words. */
  readonly detail: string;
}

export function evidenceOf({ scope, judged, stored }: Finding, config: Config): EvidenceJson {
  const { memory, cancelled } = scope;
  const situation = judged?.situation ?? null;
  const blind = [situation?.blind.files, situation?.blind.processes].flatMap((detail) => detail ?? []);
  const parentCancelled = memory.group !== null && stored.own.cancelled.seen === "present";
  return {
    files: memory.artifacts.map(fileEvidence),
    processes: memory.runner.alive.map(({ pid }) => pid),
    processesLastAliveAt: memory.runner.lastAlive?.at ?? null,
    changedAt: memory.changed?.at ?? null,
    machinesFrom: situation?.scope.origin ?? null,
    cancelled: cancelled.seen === "present" || parentCancelled,
    blind,
    unclaimed: situation?.unclaimed ?? judged?.unclaimed ?? [],
    older: [...(situation?.older.values() ?? [])].map(({ path }) => path),
    settleSeconds: Math.round(policyOf(config).settle / 1_000),
  };
}

function fileEvidence(record: ArtifactRecord): FileEvidence {
  const { path, kind, machine, present } = record;
  const final = record.kind === "log" ? null : record.reading.final;
  return { path, kind, machine, present, final, detail: detailOf(record) };
}

function detailOf(record: ArtifactRecord): string {
  if (record.kind === "log") return logDetail(record.reading.facts);
  if (!record.reading.final) return `not final: ${record.reading.detail}`;
  const { total, failed, skipped, flaky } = reportCounts(record.reading);
  const retried = flaky === 0 ? "" : `, ${flaky} passed only after a failed try`;
  const notes = record.reading.notes.map((note) => `; ${note}`).join("");
  return `${counted(total, "test")}, ${failed} failed, ${skipped} skipped${retried}${notes}`;
}

function logDetail(facts: Extract<ArtifactRecord, { kind: "log" }>["reading"]["facts"]): string {
  const parts = [
    facts.starts === 0 ? "" : counted(facts.starts, "start"),
    facts.open ? "a start without its end" : "",
    facts.end === null ? "" : `end marker: ${facts.end.line}`,
    facts.totals === null ? "" : `${facts.totals.failed} of ${facts.totals.of} specs failed`,
    facts.cancelled === null ? "" : `cancel marker: ${facts.cancelled}`,
    facts.killed === null ? "" : `kill marker: ${facts.killed}`,
  ];
  const said = parts.filter((part) => part !== "");
  return said.length === 0 ? "no start and no end of a run stands in it" : said.join(", ");
}
