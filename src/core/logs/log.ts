import type { MachineState } from "../words.ts";
import { nothingTold, type NamedSpec, type SpecsTold } from "./specstold.ts";

/**
 * What the lines of one log file, read so far, say about the run. Folded line by line, so that a growing
 * log is read once. Markers are anchored whole-line patterns over ANSI-stripped text.
 */
export interface LogFacts {
  /** Non-blank lines read. */
  readonly lines: number;
  /** It was emptied or replaced since it was first read: there may have been more runs than it tells of. */
  readonly replaced: boolean;
  /** Start markers seen. */
  readonly starts: number;
  /** A start marker stands without an end marker after it. */
  readonly open: boolean;
  /** The newest end marker that no start marker follows, and which kind of pattern knew it. */
  readonly end: { readonly by: "cypress" | "configured"; readonly line: string } | null;
  /** The newest Cypress total row: `n of m failed`, or all passed as 0 of m. */
  readonly totals: { readonly failed: number; readonly of: number } | null;
  /** How many Cypress total rows told of failures, and how many there were. */
  readonly totalRows: { readonly failed: number; readonly all: number };
  /** The specs that all these rows count together: how many failed, and how many there were. */
  readonly rowSpecs: { readonly failed: number; readonly all: number };
  /** Cypress's `(Run Finished)` stands without a total row: its table is still being written, or the run was cancelled. */
  readonly awaitingTotals: boolean;
  /** Spec rows counted below the newest `(Run Finished)`: the m of "all passed". */
  readonly specRows: number;
  /** The specs that the newest Cypress run has begun, until its total row. */
  readonly running: readonly string[];
  /** The specs of earlier Cypress runs that broke off before their total row; how often each was run to one since. */
  readonly unfinished: readonly UnfinishedSpec[];
  /** What Cypress's tables tell of single specs. */
  readonly specs: SpecsTold;
  /** A cancel or kill marker that does not stand after an end with no start open; the line it stood in. */
  readonly cancelled: string | null;
  readonly killed: string | null;
  /** How often a cancel or kill marker broke a run, and the newest one, whatever was begun after it. */
  readonly broken: LogBreak | null;
  /** Machines named by announcement or status lines, in order of appearance. */
  readonly machines: readonly string[];
  /** The newest status line of each machine. */
  readonly statuses: Readonly<Record<string, MachineState>>;
  /** The machines called RUNNING again after another state. */
  readonly restarted: readonly string[];
  /** The log was replaced before it had been read to its end. */
  readonly restLost: boolean;
}

/** A spec by its name as its run called it, what tells which one of that name, and the browser where that was told. */
export interface UnfinishedSpec extends Omit<NamedSpec, "name"> {
  readonly spec: string;
  readonly again: number;
  readonly browser: string;
  /** A run in another browser got to its total row since. */
  readonly elsewhere: boolean;
}

export interface LogBreak {
  readonly times: number;
  readonly how: "cancelled" | "killed";
  readonly line: string;
  /** The specs that the Cypress run it broke had begun. */
  readonly running: readonly string[];
}

export const noLogFacts: LogFacts = {
  lines: 0,
  replaced: false,
  starts: 0,
  open: false,
  end: null,
  totals: null,
  totalRows: { failed: 0, all: 0 },
  rowSpecs: { failed: 0, all: 0 },
  awaitingTotals: false,
  specRows: 0,
  running: [],
  unfinished: [],
  specs: nothingTold,
  cancelled: null,
  killed: null,
  broken: null,
  machines: [],
  statuses: {},
  restarted: [],
  restLost: false,
};

/** Where reading of a log stopped, so that the next look goes on there. */
export interface LogPosition {
  /** Bytes taken in as whole lines. */
  readonly offset: number;
  /** Hash of the bytes just before `offset`; if they no longer hash so, the log was replaced. */
  readonly before: string;
}

/** One log as read so far. */
export interface LogReading {
  readonly kind: "log";
  readonly encoding: "utf-8" | "utf-16le";
  readonly position: LogPosition;
  /** The facts of all whole lines, up to `position`: where the next look goes on. */
  readonly whole: LogFacts;
  /** The same with a last line that has no line end yet. */
  readonly facts: LogFacts;
  /** More bytes are there than one look may read: no absence may be concluded from the facts yet. */
  readonly behind: boolean;
}
