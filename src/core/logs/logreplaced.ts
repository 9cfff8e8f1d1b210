import { noLogFacts, type LogFacts, type LogReading } from "./log.ts";
import { toldAnew } from "./logheading.ts";

/**
 * What stays known of a log that was emptied, or replaced by another file: its runs, and which of them were red or
 * broke off, so that a script that writes a new log for each run hides none. Of one that was still under way nobody
 * knows how it ended, nor whether there were more; nor what stood in the rest of one that was `behind`.
 */
export function replacedLog({ facts, behind }: Pick<LogReading, "facts" | "behind">): LogFacts {
  const { open, totalRows, rowSpecs, running, unfinished, specs, killed, cancelled, broken } = facts;
  const isBroken = killed !== null || cancelled !== null;
  return {
    ...noLogFacts,
    replaced: true,
    open,
    starts: totalRows.all,
    totalRows,
    rowSpecs,
    running: isBroken ? running : [],
    unfinished,
    specs: toldAnew(specs),
    broken,
    restLost: facts.restLost || behind,
  };
}
