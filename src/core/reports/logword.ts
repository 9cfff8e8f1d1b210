import type { LogFacts } from "../logs/log.ts";
import type { LogRecord } from "../state/state.ts";
import { byAge } from "./age.ts";

/** What all logs of a run, or of one machine, count together; the last total row is that of the log written last. */
export interface LogWord extends Pick<LogFacts, "totals" | "totalRows" | "rowSpecs" | "replaced"> {
  /** How many of the failed specs a later row of the same log calls passed; of several machines nobody knows which. */
  readonly doneAgain: number;
}

/** `ofOneMachine`: all that these logs tell is of one machine. */
export function wordOf(logs: readonly LogRecord[], ofOneMachine = false): LogWord {
  const all = [...logs].sort(byAge).map(({ reading }) => reading.facts);
  return {
    totals: all.findLast(({ totals }) => totals !== null)?.totals ?? null,
    totalRows: all.map(({ totalRows }) => totalRows).reduce(sum, none),
    rowSpecs: all.map(({ rowSpecs }) => rowSpecs).reduce(sum, none),
    replaced: all.some(({ replaced }) => replaced),
    doneAgain: ofOneMachine ? all.reduce((count, facts) => count + redsDoneAgain(facts), 0) : 0,
  };
}

function redsDoneAgain({ specs: { reds } }: LogFacts): number {
  return reds.reduce((count, { times, again }) => (again === null ? count : count + times), 0);
}

const none = { failed: 0, all: 0 };

function sum(a: LogFacts["totalRows"], b: LogFacts["totalRows"]): LogFacts["totalRows"] {
  return { failed: a.failed + b.failed, all: a.all + b.all };
}
