import type { ScopeSighting } from "../memory/observe.ts";
import type { CancelMark } from "../ports.ts";
import type { ExitRecord } from "../state/exit.ts";
import type { ProcessId } from "../processes/process.ts";
import type { OlderReport } from "./reasons.ts";
import type { Situation } from "./situation.ts";
import type { Attempt, ScopeMemory } from "../state/state.ts";
import type { Moment } from "../time.ts";
import type { Verdict } from "./verdict.ts";
import type { Seen } from "../words.ts";

/** What one look saw of one scope of a build. */
export interface ScopeLook {
  readonly group: string | null;
  readonly run: string;
  readonly sighting: ScopeSighting;
  /** Older reports, not counted for this attempt, by machine. */
  readonly older: ReadonlyMap<string, OlderReport>;
}

/** What one look saw of one build: the build itself first, then its known and possible sub-runs. */
export interface BuildLook {
  readonly now: Moment;
  readonly own: ScopeLook;
  readonly subRuns: readonly ScopeLook[];
  /** Why the files of a group, or of one that may have begun, could not be read; null where none was in the way. */
  readonly unread: string | null;
  /** Fresh files of this name that no scope claims. */
  readonly unclaimed: readonly string[];
  /** The processes of earlier attempts that are alive; only looked for where any were recorded. */
  readonly earlier: Seen<readonly ProcessId[]>;
}

/** A scope's remembered facts and marks, as they go into one judgement. */
export interface ScopeRecord {
  readonly memory: ScopeMemory;
  readonly cancelled: Seen<CancelMark>;
  readonly exit: Seen<ExitRecord>;
  readonly deliveryBegun: boolean;
}

export interface BuildRecord {
  readonly attempt: Attempt;
  readonly own: ScopeRecord;
  readonly subRuns: readonly ScopeRecord[];
  /** Groups whose state is damaged: they are not judged, and the build does not close. */
  readonly damagedGroups: readonly string[];
}

/** One scope after a look: what is remembered now, and what it was judged to be. */
export interface JudgedScope {
  readonly memory: ScopeMemory;
  readonly verdict: Verdict;
  readonly begun: boolean;
  /** What the rules looked at; null for a categorized build itself. */
  readonly situation: Situation | null;
  /** Fresh files of the build's name that no scope claims. */
  readonly unclaimed: readonly string[];
}

export interface JudgedBuild {
  /** The registration with what this look told of earlier attempts' processes; its scope is `own`. */
  readonly attempt: Attempt;
  readonly own: JudgedScope;
  /** In the order they began; candidates that have not begun come last. */
  readonly subRuns: readonly JudgedScope[];
}
