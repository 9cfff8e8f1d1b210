import type { LogWord } from "./logword.ts";
import { isOnlyIllFormed, type SpecResult } from "./report.ts";
import type { ReportRecord } from "../state/state.ts";
import { countsOf, specsOfKind, type ReportSet } from "./specs.ts";

/**
 * Whether the reports of a machine hold every spec it ran: `all`, `untold` where nothing tells, `missed` where its log
 * counts more. Under Cypress each spec has a reporter of its own, and without `[hash]` in its file's name each
 * overwrites the one before, often sooner than any look.
 */
export type SpecsHeld = "all" | "untold" | "missed";

/** By what logs count, or where they do not tell by the reports themselves. */
export function specsHeld(set: ReportSet, specs: readonly SpecResult[], logs: LogWord): SpecsHeld {
  const told = byLogs(specs, logs);
  return told === "untold" && isWitnessed(set) ? "all" : told;
}

/**
 * Of one Cypress run the total row counts all specs. Of several runs in one log the later ones may be new specs or
 * the same ones again: only a sum that is held proves anything. A failed spec without a report crashed, and has none,
 * unless it was done again.
 */
export function byLogs(specs: readonly SpecResult[], { totalRows, rowSpecs, doneAgain }: LogWord): SpecsHeld {
  if (totalRows.all === 0) return "untold";
  const failed = rowSpecs.failed - doneAgain;
  const crashed = failed - specs.filter(({ tests }) => tests.failed > 0).length;
  const missing = rowSpecs.all - doneAgain - specs.length - Math.max(0, crashed);
  if (missing <= 0) return "all";
  return totalRows.all === 1 || failed === 0 ? "missed" : "untold";
}

/** What vouches for reports without a log: a second kind of them, or names and contents that keep specs apart. */
function isWitnessed(set: ReportSet): boolean {
  const junit = specsOfKind(set, "junit");
  const mochawesome = specsOfKind(set, "mochawesome");
  if (set.overwritten.length > 0) return isVouchedFor(set, junit, mochawesome);
  const isSecond = junit !== null || set.live.some(({ reading }) => isOnlyIllFormed(reading));
  return (isSecond && mochawesome !== null) || keepsApart(set, "junit") || keepsApart(set, "mochawesome");
}

/** The one kind was overwritten, the other was not and holds as many tests. */
function isVouchedFor(
  { overwritten }: ReportSet,
  junit: readonly SpecResult[] | null,
  mochawesome: readonly SpecResult[] | null,
): boolean {
  const [entry] = overwritten;
  if (overwritten.some(({ kind, result }) => kind !== entry?.kind || result.spec === null)) return false;
  const [own, other] = entry?.kind === "junit" ? [junit, mochawesome] : [mochawesome, junit];
  return other !== null && countsOf(other).total >= countsOf(own ?? overwritten.map(({ result }) => result)).total;
}

/** Files that each hold several specs, which mocha writes at its very end, or that no other spec's report overwrites. */
function keepsApart({ live }: ReportSet, kind: "junit" | "mochawesome"): boolean {
  const whole = live.filter((record) => record.kind === kind && record.reading.final);
  const stems = whole.map(({ path }) => stemOf(path));
  const isOwn = kind === "junit" ? isHashed : (record: ReportRecord) => isCounted(record) || isFirst(record, stems);
  return whole.length > 0 && whole.every((record) => holdsSeveral(record) || isOwn(record));
}

function holdsSeveral({ reading }: ReportRecord): boolean {
  return reading.final && reading.specs.length > 1;
}

/** `[hash]` of mocha-junit-reporter, of the report's content; a longer run of digits is a commit in a build's name. */
function isHashed({ path }: ReportRecord): boolean {
  return /(?<![0-9a-f])[0-9a-f]{32}$/.test(stemOf(path));
}

/** mochawesome goes on with a counter where a file lies already: `m1.json`, `m1_001.json`. `vm_101` is a machine. */
function isCounted({ path, machine }: ReportRecord): boolean {
  const stem = stemOf(path).toLowerCase();
  return machine !== null && /_\d{3}$/.test(stem) && !stem.endsWith(machine.toLowerCase());
}

function isFirst({ path }: ReportRecord, stems: readonly string[]): boolean {
  return stems.some((stem) => stem.slice(0, -4) === stemOf(path) && /_\d{3}$/.test(stem));
}

function stemOf(path: string): string {
  return path.replace(/\.\w+$/, "");
}
