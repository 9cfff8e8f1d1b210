import { noLogFacts, type LogFacts } from "./log.ts";

/**
 * What stays known of a log that was emptied, or replaced by another file: its runs, and which of them were red or
 * broke off. They count like those before in one log, so a script that writes a new log for each run hides none.
 */
export function replacedLog({ starts, open, totalRows, rowSpecs, running, unfinished, broken }: LogFacts): LogFacts {
  return { ...noLogFacts, starts, open, totalRows, rowSpecs, running, unfinished, broken };
}
