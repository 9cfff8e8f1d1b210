import * as z from "zod/mini";
import type { Reason } from "../judge/reasons.ts";
import { logRecord, moment, overwrittenSpec, reportRecord, stamp } from "./artifactschemas.ts";
import { counts, failingTest, logBreak, logPosition, reportKind } from "./readingschemas.ts";
import { runStates, machineStates } from "../words.ts";

/** Format of state.json. A release writes format N only if the release before it reads N. */
export const stateVersion = 1;

const processId = z.strictObject({ boot: z.string(), pid: z.int().check(z.positive()), start: z.string() });

/** Reasons are stored as they are; a code that only another release knows is no damage. */
const reason = z.custom<Reason>((value) => isCoded(value), { message: "expected a reason with a code" });

const closure = z.strictObject({
  at: z.string(),
  state: z.enum(runStates),
  rule: z.string(),
  reasons: z.array(reason),
});

const machineResult = z.strictObject({
  name: z.string(),
  declared: z.boolean(),
  state: z.enum(machineStates),
  tests: z.nullable(counts),
  failing: z.array(failingTest),
  /** The counts are of the last report only: earlier ones were overwritten without naming their spec. */
  lastReportOnly: z.boolean(),
});

/** What the message tells, kept from the look that closed the scope: artifacts may change or go later. */
const scopeResult = z.strictObject({
  machines: z.array(machineResult),
  startedAt: z.nullable(z.string()),
  endedAt: z.nullable(z.string()),
  /** The run's own last word, where it says that some of it failed. */
  lastWord: z.nullable(z.strictObject({ failed: z.int(), of: z.int(), unit: z.enum(["spec", "Cypress run"]) })),
});

/** All that is remembered of one scope (or of a categorized build's own run: its driver and its log). */
export const scopeSchema = z.strictObject({
  version: z.literal(stateVersion),
  /** The group of a sub-run; null for the build itself. */
  group: z.nullable(z.string()),
  /** What ATVM calls this run in its file names. */
  run: z.string(),
  /**
   * What a sub-run's beginning is told from: any artifact, a process or start marker, a report; and when its oldest file
   * had been written at the first of these looks. A build needs none.
   */
  begun: z.strictObject({
    artifact: z.nullable(moment),
    life: z.nullable(moment),
    report: z.nullable(moment),
    oldestNs: z.nullable(z.string()),
  }),
  /** The machines an operator declared with `reset`; they take the place of the registration's. */
  declared: z.nullable(z.array(z.string())),
  /** Since when the first sign of the run is waited for. */
  watched: moment,
  /** The first sign of the run: a process or a fresh artifact. */
  firstSeen: z.nullable(moment),
  /** The last look that saw any artifact of the scope appear, change or go. */
  changed: z.nullable(moment),
  /** The last progress: a machine's state, a report, finished tests. */
  progressed: z.nullable(moment),
  /** The last sign of life that is no progress: a growing log. */
  lively: z.nullable(moment),
  runner: z.strictObject({
    /** Counted processes that were alive at the last clear look. */
    alive: z.array(processId),
    /** The boot of the first sign of life; life seen in another boot died with it. */
    boot: z.nullable(z.string()),
    /** The last clear look at which a runner was alive, and the first that missed it and saw files; written by the latter. */
    lastAlive: z.nullable(moment),
    missed: z.nullable(moment),
    /** The first clear look without a runner, after one was alive; begun anew after a blind look. */
    gone: z.nullable(moment),
  }),
  artifacts: z.array(z.discriminatedUnion("kind", [reportRecord, logRecord])),
  /** Results of specs whose report file was overwritten by another spec's: the look that first saw each, its file's stamp. */
  overwritten: z.array(overwrittenSpec),
  /** How many failed results of specs a newer report of the same spec took the place of. */
  redone: z.array(z.strictObject({ machine: z.nullable(z.string()), kind: reportKind, specs: z.int() })),
  /** What a look read first in the log of a categorized build's driver: how many more specs failed, a cancel or a kill. */
  told: z.array(z.strictObject({ since: moment, failed: z.int(), broken: z.nullable(logBreak) })),
  announced: z.array(z.string()),
  observed: z.array(z.string()),
  /** The newest status line of each machine, the look that first saw it, and when its log was last written (0: before any report). */
  statuses: z.record(
    z.string(),
    z.strictObject({ state: z.enum(machineStates), since: moment, logMtimeNs: z.string() }),
  ),
  /** The operator's word that the run is over (`reset --ended`). */
  ended: z.nullable(moment),
  verdict: z.strictObject({ state: z.enum(runStates), rule: z.string(), reasons: z.array(reason), since: z.string() }),
  closed: z.nullable(closure),
  result: z.nullable(scopeResult),
  /** When an operator ended the review of a closed scope (`resolve --accept`). */
  accepted: z.nullable(z.string()),
  transitions: z.array(z.strictObject({ at: z.string(), state: z.enum(runStates), rule: z.string() })),
});

const group = z.strictObject({ name: z.string(), machines: z.array(z.string()) });

/** What was asked for with `start`. */
export const requestSchema = z.strictObject({
  root: z.string(),
  categorized: z.boolean(),
  groups: z.array(group),
  machines: z.array(z.string()),
  pid: z.nullable(processId),
  since: z.nullable(z.string()),
  adopt: z.boolean(),
  startWithin: z.nullable(z.string()),
  hangAfter: z.nullable(z.string()),
  maxDuration: z.nullable(z.string()),
  channel: z.nullable(z.string()),
});

const leftover = z.strictObject({ path: z.string(), stamp, position: z.nullable(logPosition) });

/** state.json of one attempt. */
export const attemptSchema = z.strictObject({
  version: z.literal(stateVersion),
  build: z.string(),
  attempt: z.int().check(z.positive()),
  registered: moment,
  request: requestSchema,
  /** Files of this name that were there before: as they are, they tell nothing of this attempt. */
  inventory: z.array(leftover),
  /** Processes recorded for earlier attempts, and what these started: they never count for this one. */
  foreign: z.array(processId),
  /** The first clear look at which none of them was alive any more; what was written until then may be theirs. */
  foreignGone: z.nullable(moment),
  scope: scopeSchema,
});

type Deep<T> = T extends Reason
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Deep<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Deep<T[Key]> }
      : T;

export type ScopeMemory = Deep<z.output<typeof scopeSchema>>;
export type Attempt = Deep<z.output<typeof attemptSchema>>;
export type BuildRequest = Deep<z.output<typeof requestSchema>>;
export type Leftover = Deep<z.output<typeof leftover>>;
export type Stamp = Deep<z.output<typeof stamp>>;
export type ReportRecord = Deep<z.output<typeof reportRecord>>;
export type LogRecord = Deep<z.output<typeof logRecord>>;
export type ArtifactRecord = ReportRecord | LogRecord;
export type ArtifactKind = ArtifactRecord["kind"];
export type OverwrittenSpec = ScopeMemory["overwritten"][number];
export type DriverWord = ScopeMemory["told"][number];
export type RedoneSpecs = ScopeMemory["redone"][number];
export type MachineResult = Deep<z.output<typeof machineResult>>;
export type ScopeResult = Deep<z.output<typeof scopeResult>>;
export type Closure = Deep<z.output<typeof closure>>;

function isCoded(value: unknown): boolean {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}
