import type { Policy } from "../config.ts";
import type { CancelMark } from "../ports.ts";
import type { ExitRecord } from "../state/exit.ts";
import type { ProcessId } from "../processes/process.ts";
import type { LogFacts } from "../logs/log.ts";
import type { OlderReport } from "./reasons.ts";
import type { DriverWord, ScopeMemory } from "../state/state.ts";
import type { Moment } from "../time.ts";
import type { Seen } from "../words.ts";

/** All that one look, the memory and the files of the state directory tell of one scope. */
export interface ScopeFacts {
  readonly now: Moment;
  readonly policy: Policy;
  readonly memory: ScopeMemory;
  /** The machines declared for this scope. */
  readonly declared: readonly string[];
  /** The operator's marks: this scope's own and, for a sub-run, the parent's. */
  readonly cancelled: Seen<CancelMark>;
  readonly parentCancelled: Seen<CancelMark>;
  readonly exit: Seen<ExitRecord>;
  /** A claim is open, unconfirmed or posted: a cancel comes too late. */
  readonly deliveryBegun: boolean;
  /** Why the files or the processes could not be looked at, or null. */
  readonly blind: { readonly files: string | null; readonly processes: string | null };
  /** The runner (of a sub-run: the driver) is named by `--pid` or is a supervised unit: nothing else can be it. */
  readonly runnerNamed: boolean;
  /** For a sub-run: its build's driver, what its log told of this group, and what came after it. */
  readonly parent: ParentFacts | null;
  /** The last look that saw a file, a log's growth or a process of the whole build. */
  readonly lastSign: Moment | null;
  /** The processes of earlier attempts of this name that are alive, or the look at which all were gone. */
  readonly earlier: { readonly alive: readonly ProcessId[]; readonly gone: Moment | null };
  /** Fresh files of this name that no scope claims. */
  readonly unclaimed: readonly string[];
  /** Older reports, not counted for this attempt, by the machine they tell of. */
  readonly older: ReadonlyMap<string, OlderReport>;
}

/**
 * For how long a runner or driver that was seen alive must be gone before that says anything (milliseconds). One that
 * is known by its command line alone may only be between two commands or two rounds.
 */
export function goneFor({ policy, runnerNamed }: Pick<ScopeFacts, "policy" | "runnerNamed">): number {
  return runnerNamed ? policy.settle : policy.quiet;
}

export interface ParentFacts {
  readonly driver: ScopeMemory["runner"];
  /** What the driver's log told while this group was the last that had begun. */
  readonly told: readonly DriverWord[];
  /** What that log tells by now of specs whose Cypress run broke off. */
  readonly unfinished: LogFacts["unfinished"];
  /** A group that began after this one, if one has. */
  readonly nextBegun: string | null;
  /** A later declared group that a process has named since, if one has. */
  readonly nextNamed: { readonly group: string; readonly since: Moment } | null;
}
