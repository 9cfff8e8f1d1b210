import { fingerprint } from "../core/reports/fingerprint.ts";
import { maxOutcomes, type ReportReading } from "../core/reports/report.ts";
import { isRecord } from "./jsonvalue.ts";
import { parseJson } from "./json.ts";
import { statsIn } from "./mochawesomefields.ts";
import { settledLeaves } from "./mochawesomestats.ts";
import { failedIn, suiteLeaves, type SuiteLeaves } from "./mochawesomesuite.ts";
import { addLeaf, newTally, specResults, unlisted, type Leaf } from "./tally.ts";
import { emptyFile, unfinished } from "./unfinished.ts";

/**
 * Reads a mochawesome JSON report, of any release, merged or not. Counts are of tests and failed hooks; `stats` is asked
 * only for what those cannot tell: it drops failed hooks from `failures`, and calls green runs -1. Never throws.
 */
export function readMochawesome(text: string): ReportReading {
  if (!/\S/.test(text)) return unfinished("mochawesome", emptyFile);
  const json = parseJson(text);
  const roots = rootSuites(json.value);
  const found = suiteLeaves(roots ?? []);
  const tests = found.ok ? found.leaves.length : 0;
  if (!json.ok) return unfinished("mochawesome", json, tests);
  if (roots === undefined) return unfinished("mochawesome", notAReport);
  if (!found.ok) return unfinished("mochawesome", found);
  const failed = found.leaves.filter(({ outcome }) => outcome === "failed").length;
  if (failedIn(json.value) !== failed) return unfinished("mochawesome", strayFailure, tests);
  return settled(found, json.value);
}

const notAReport = { why: "not-a-report", detail: "it is no mochawesome report" } as const;
const strayFailure = { why: "ill-formed", detail: "it has a failure that belongs to no test and no suite" } as const;
const noCounts = { why: "ill-formed", detail: "its stats hold something that is no count" } as const;

type Found = Extract<SuiteLeaves, { ok: true }>;

function settled(found: Found, report: unknown): ReportReading {
  const stats = isRecord(report) && isRecord(report["stats"]) ? statsIn(report["stats"]) : null;
  if (stats === undefined) return unfinished("mochawesome", noCounts, found.leaves.length);
  const end = settledLeaves(found.leaves, stats);
  if (!end.ok) return unfinished("mochawesome", end, found.leaves.length);
  return final(found, end.leaves, end.notes);
}

function final(found: Found, leaves: readonly Leaf[], notes: readonly string[]): ReportReading {
  const tally = newTally();
  for (const leaf of leaves) addLeaf(tally, leaf);
  if (tally.fault !== undefined) return unfinished("mochawesome", tally.fault, leaves.length);
  const specs = leaves.length === 0 ? [unlisted(found.spec)] : specResults(tally);
  return { final: true, kind: "mochawesome", specs, uuids: uuidsOf(found), notes };
}

/**
 * `results` holds a root suite for each run, or `false` for one without tests; old releases have one as `suites`.
 * Converters leave out `stats`: then only a suite tells a report from other JSON, as it does where `suites` is a list,
 * which Playwright writes beside `stats` too.
 */
function rootSuites(report: unknown): readonly unknown[] | undefined {
  if (!isRecord(report)) return undefined;
  const { results, suites } = report;
  const listed: unknown = results ?? (isRecord(suites) || suites === false ? [suites] : suites);
  if (!Array.isArray(listed)) return undefined;
  const roots = listed.filter((suite: unknown) => suite !== false);
  const isNamed = isRecord(report["stats"]) && (results != null || !Array.isArray(suites));
  return isNamed || roots.some(isSuite) ? roots : undefined;
}

function isSuite(root: unknown): boolean {
  return isRecord(root) && Array.isArray(root["suites"]) && Array.isArray(root["tests"]);
}

/** By its uuids a merged file is known; null unless every test has one. */
function uuidsOf({ uuids }: Found): string | null {
  if (uuids === null || uuids.size === 0 || uuids.size > maxOutcomes) return null;
  return [...uuids].map((uuid) => fingerprint(uuid)).join(" ");
}
