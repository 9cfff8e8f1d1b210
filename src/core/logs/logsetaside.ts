import type { LogFacts } from "./log.ts";

/**
 * A log's facts without what it told so far of runs that were red, broke off or were cancelled; its last word stands,
 * and so does a start that is still open.
 */
export function setAside(facts: LogFacts): LogFacts {
  const { totals } = facts;
  const rowSpecs = totals === null ? { failed: 0, all: 0 } : { failed: totals.failed, all: totals.of };
  const specs = { ...facts.specs, reds: [] };
  return {
    ...facts,
    rowSpecs,
    unfinished: [],
    specs,
    cancelled: null,
    killed: null,
    awaitingTotals: false,
    restLost: false,
  };
}
