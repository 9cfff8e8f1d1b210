import type { LogFacts } from "../logs/log.ts";
import type { LogRecord } from "../state/state.ts";
import { byAge } from "./age.ts";

/** What all logs of a run, or of one machine, count together; the last total row is that of the log written last. */
export type LogWord = Pick<LogFacts, "totals" | "totalRows" | "rowSpecs" | "replaced">;

export function wordOf(logs: readonly LogRecord[]): LogWord {
  const all = [...logs].sort(byAge).map(({ reading }) => reading.facts);
  return {
    totals: all.findLast(({ totals }) => totals !== null)?.totals ?? null,
    totalRows: all.map(({ totalRows }) => totalRows).reduce(sum, none),
    rowSpecs: all.map(({ rowSpecs }) => rowSpecs).reduce(sum, none),
    replaced: all.some(({ replaced }) => replaced),
  };
}

const none = { failed: 0, all: 0 };

function sum(a: LogFacts["totalRows"], b: LogFacts["totalRows"]): LogFacts["totalRows"] {
  return { failed: a.failed + b.failed, all: a.all + b.all };
}
