import type { LogFacts } from "./log.ts";

/**
 * A run begins. It takes back a cancel or kill before it: what was broken then was started again, and that run is the
 * newest truth. How many runs a log lacks the end of is still to be seen from `starts` and `totalRows`.
 */
export function runStarted(facts: LogFacts): LogFacts {
  const fresh = { end: null, cancelled: null, killed: null, awaitingTotals: false };
  return { ...facts, ...fresh, starts: facts.starts + 1, open: true };
}

/** A run ends. A cancel or kill before it stands: a script prints its last line after a killed run too. */
export function runEnded(facts: LogFacts, by: "cypress" | "configured", line: string): LogFacts {
  return { ...facts, open: false, end: { by, line } };
}

/** A run is cancelled or killed; after an end with no start open there is nothing left to break. */
export function runBroken(facts: LogFacts, how: "cancelled" | "killed", line: string): LogFacts {
  // A start takes the end before it back, so an end that stands is the run's last word.
  if (facts.end !== null) return facts;
  return {
    ...facts,
    [how]: line,
    broken: { times: (facts.broken?.times ?? 0) + 1, how, line, running: facts.running },
  };
}
