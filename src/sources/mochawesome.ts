import { fingerprint } from "../core/reports/fingerprint.ts";
import { maxOutcomes, type ReportReading } from "../core/reports/report.ts";
import { isRecord } from "./jsonvalue.ts";
import { parseJson } from "./json.ts";
import { settledLeaves } from "./mochawesomestats.ts";
import { suiteLeaves, type SuiteLeaves } from "./mochawesomesuite.ts";
import { addLeaf, specResults, unlisted, type Tally } from "./tally.ts";
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
  if (!json.ok) return unfinished("mochawesome", json, found.ok ? found.leaves.length : 0);
  if (roots === undefined) return unfinished("mochawesome", notAReport);
  if (!found.ok) return unfinished("mochawesome", found);
  const { leaves, notes } = settledLeaves(found.leaves, statsOf(json.value));
  const tally: Tally = new Map();
  for (const leaf of leaves) addLeaf(tally, leaf);
  const specs = tally.size === 0 ? [unlisted(found.spec)] : specResults(tally);
  return { final: true, kind: "mochawesome", specs, uuids: uuidsOf(found), notes };
}

const notAReport = { why: "not-a-report", detail: "it is no mochawesome report" } as const;

/** `results` holds a root suite for each run, or `false` for one without tests; old releases have one as `suites`. */
function rootSuites(report: unknown): readonly unknown[] | undefined {
  if (!isRecord(report) || !isRecord(report["stats"])) return undefined;
  const { results, suites } = report;
  const roots: unknown = results ?? (isRecord(suites) ? [suites] : suites);
  return Array.isArray(roots) ? roots.filter((suite: unknown) => suite !== false) : undefined;
}

function statsOf(report: unknown): Readonly<Record<string, unknown>> {
  return isRecord(report) && isRecord(report["stats"]) ? report["stats"] : {};
}

/** By its uuids a merged file is known; null unless every test has one. */
function uuidsOf({ uuids }: Extract<SuiteLeaves, { ok: true }>): string | null {
  if (uuids === null || uuids.size === 0 || uuids.size > maxOutcomes) return null;
  return [...uuids].map((uuid) => fingerprint(uuid)).join(" ");
}
