import { isSpecAt } from "../logs/samespec.ts";
import type { RedSpec } from "../logs/specstold.ts";
import type { ArtifactRecord, LogRecord, OverwrittenSpec } from "../state/state.ts";
import type { Moment } from "../time.ts";
import { machineLogs } from "./logrecords.ts";

type Again = OverwrittenSpec["again"];

/**
 * The results that no file holds any more, each failed one with what Cypress's tables tell of a later run of its spec.
 * Only a row counts that a log got after the look that saw the report. The very same list if nothing new is told.
 */
export function withRunsAgain(
  overwritten: readonly OverwrittenSpec[],
  before: readonly ArtifactRecord[],
  artifacts: readonly ArtifactRecord[],
  now: Moment,
): readonly OverwrittenSpec[] {
  const told = overwritten.map((entry) => {
    const again = againOf(entry, before, artifacts, now);
    return again === entry.again ? entry : withAgain(entry, again);
  });
  return told.every((entry, index) => entry === overwritten[index]) ? overwritten : told;
}

function withAgain(entry: OverwrittenSpec, again: Again): OverwrittenSpec {
  const { machine, kind, path, changed, stamp, result, bytes } = entry;
  const bare = { machine, kind, path, changed, stamp, result, ...(bytes === undefined ? {} : { bytes }) };
  return again === undefined ? bare : { ...bare, again };
}

/** By the machine's own logs, else by those of the run, of which it is not known here whether they tell of one machine. */
function againOf(
  { again, machine, result }: OverwrittenSpec,
  before: readonly ArtifactRecord[],
  artifacts: readonly ArtifactRecord[],
  since: Moment,
): Again {
  const { spec, tests } = result;
  if (spec === null || tests.failed === 0) return undefined;
  for (const teller of new Set([machine, null])) {
    const reds = machineLogs(artifacts, teller).flatMap((log) => redsIn(log, spec));
    const newest = reds.at(-1)?.red.again;
    if (newest === undefined) continue;
    if (newest === null || reds.some(({ red }) => red.again === null)) return undefined;
    if (reds.every((one) => isNew(one, before))) return { machine: teller, since, tests: newest.tests };
    return again?.machine === teller ? again : undefined;
  }
  return undefined;
}

interface RedIn {
  readonly path: string;
  readonly red: RedSpec;
}

function redsIn({ path, reading }: LogRecord, spec: string): readonly RedIn[] {
  return reading.facts.specs.reds.filter((red) => isSpecAt(red, spec)).map((red) => ({ path, red }));
}

/** The log was known to its end at the look before, and has got another row of the spec since. */
function isNew({ path, red }: RedIn, before: readonly ArtifactRecord[]): boolean {
  const log = before.find((record) => record.path === path);
  if (log?.kind !== "log" || log.reading.behind) return false;
  const old = log.reading.facts.specs.reds.find(
    ({ name, browser, searched }) => name === red.name && browser === red.browser && searched === red.searched,
  );
  return old === undefined || red.times > old.times || (red.again?.times ?? 0) > (old.again?.times ?? 0);
}
