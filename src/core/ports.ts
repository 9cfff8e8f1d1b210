import type { Config } from "./config.ts";
import type { Claim, DeliveryFiles, Outcome, Posted } from "./state/delivery.ts";
import type { Lookup, Mattermost } from "./mattermostports.ts";
import type { ExitRecord } from "./state/exit.ts";
import type { LogPosition, LogReading } from "./logs/log.ts";
import type { ProcessTable } from "./processes/process.ts";
import type { ReportKind, ReportReading } from "./reports/report.ts";
import type { HeldLock } from "./state/runtime.ts";
import type { ArtifactKind, Attempt, ScopeMemory, Stamp } from "./state/state.ts";
import type { Looked } from "./state/lookup.ts";
import type { Trouble } from "./state/trouble.ts";
import type { Moment } from "./time.ts";
import type { Seen } from "./words.ts";

/** Where a pass meets the world. `wiring/` makes real ones, tests wire simulated ones; core only owns the types. */
export interface Ports {
  readonly clock: Clock;
  readonly sources: Sources;
  readonly store: Store;
  readonly mattermost: Mattermost;
  /** Not there without `mattermost.api` and a token. */
  readonly lookup?: Lookup | undefined;
  readonly journal: Journal;
  readonly random: Random;
}

export interface Clock {
  now(): Moment;
  sleep(ms: number): Promise<void>;
}

export interface Random {
  /** A new delivery id; never the same twice. */
  id(): string;
  /** Evenly in [0, 1). */
  fraction(): number;
}

/** A file some pattern could claim; `path` relative to the reporter directory. */
export interface FileSeen {
  readonly path: string;
  readonly kind: ArtifactKind;
  readonly stamp: Stamp;
}

/** One report as read; `stamp` is of the bytes that were read. */
export interface ReportSeen {
  readonly stamp: Stamp;
  readonly reading: ReportReading;
}

export interface LogSeen {
  readonly stamp: Stamp;
  readonly reading: LogReading;
}

/** Looks. None throws: what cannot be looked at is "unreadable". */
export interface Sources {
  processes(): Promise<Seen<ProcessTable>>;
  /** The regular files below `dir` that match any of the globs of their kind, sorted by path. */
  files(dir: string, globs: Readonly<Record<ArtifactKind, readonly string[]>>): Promise<Seen<readonly FileSeen[]>>;
  report(file: string, kind: ReportKind): Promise<Seen<ReportSeen>>;
  /**
   * Reads on in a log. `before` is the last reading of it, if there is one; else `skip` tells how many bytes
   * were there before the build was registered. Either holds only while the bytes before it hash as then; of a log
   * that was replaced since `before` it stays known which runs were red or broke off.
   */
  log(file: string, before: LogReading | null, skip: LogPosition | null, lines: LinePatterns): Promise<Seen<LogSeen>>;
  /** The position at the end of a log as it is now. */
  logEnd(file: string): Promise<Seen<LogPosition>>;
}

/** The regular expressions of the configuration that read log lines. */
export type LinePatterns = Pick<Config, "machines" | "markers">;

export interface CancelMark {
  readonly at: string | null;
  readonly reason: string | null;
}

/** One scope as it lies on disk. */
export interface StoredScope {
  readonly memory: ScopeMemory;
  readonly cancelled: Seen<CancelMark>;
  readonly exit: Seen<ExitRecord>;
  readonly delivery: DeliveryFiles;
}

/** A file of the state directory that cannot be used; it stays where it is and means "do not post". */
export interface Damage {
  /** Relative to the state directory. */
  readonly file: string;
  readonly detail: string;
  /** Written by a newer release: not damage, but nothing this one may touch. */
  readonly newer: boolean;
}

/** One attempt with all its scopes as they lie on disk. */
export interface StoredBuild {
  readonly build: string;
  readonly attempt: number;
  /** Null when the attempt cannot be used; without any damage: a `start` was cut short, it is only to be settled. */
  readonly state: Attempt | null;
  /** The build's own scope; of a categorized build, the parent. Null with `state`. */
  readonly own: StoredScope | null;
  readonly subRuns: readonly StoredScope[];
  /** Groups whose state.json cannot be used. */
  readonly damagedGroups: readonly string[];
  readonly damage: readonly Damage[];
}

/** Names one scope of one attempt: the identity that is posted at most once. */
export interface ScopeKey {
  readonly build: string;
  readonly attempt: number;
  readonly group: string | null;
}

/**
 * Remembers. When the disk fails every method throws a `Fault` (74, `state-write-failed`, `state-read-failed`);
 * nothing is ever half written. Those that write need the lock, except `writeCancel` and `history`.
 */
export interface Store {
  /** The attempts that are not settled yet: open, or closed with a delivery to go on with. */
  openAttempts(): Promise<readonly { build: string; attempt: number }[]>;
  /** The names of all builds registered and not forgotten; one whose forgetting was cut short has no attempts left. */
  buildNames(): Promise<readonly string[]>;
  /** The numbers of a build's attempts, ascending; none of those forgotten. */
  attempts(build: string): Promise<readonly number[]>;
  /** The number for the next attempt: never one that was used before, forgotten or not. */
  nextAttempt(build: string): Promise<number>;
  /** Never throws: what cannot be read is in `damage`. */
  load(build: string, attempt: number): Promise<StoredBuild>;
  /** Registers an attempt and puts it on the list of open ones; false when its number is taken. */
  createAttempt(attempt: Attempt): Promise<boolean>;
  /** Makes void what a process that lost the lock may still save of this attempt, or forget: before what is saved next is loaded. */
  takeOver(build: string, attempt: number): Promise<void>;
  /** Throws a `Fault` 75 `lock-lost`, as the next one does, if the lock is lost. */
  saveAttempt(attempt: Attempt, lock: HeldLock): Promise<void>;
  saveSubRun(key: ScopeKey, memory: ScopeMemory, lock: HeldLock): Promise<void>;
  /** Takes the attempt off the list of open ones: nothing is left to judge, send or settle. */
  settleAttempt(build: string, attempt: number): Promise<void>;
  /** Puts a settled attempt back on the list of open ones, before anything of it is judged again. */
  reopenAttempt(build: string, attempt: number): Promise<void>;
  cancelMark(key: ScopeKey): Promise<Seen<CancelMark>>;
  /** Leaves a cancel mark; false when there was one. Needs no lock. */
  writeCancel(key: ScopeKey, mark: { at: string; reason: string | null }): Promise<boolean>;
  /** Renames a scope's cancel mark and exit record out of the way, so that they no longer count; they are kept. */
  setAside(key: ScopeKey): Promise<void>;
  /** Removes the attempts of a build up to `last` for good; only that number is kept. Throws as `saveAttempt` does. */
  forget(build: string, last: number, lock: HeldLock): Promise<void>;
  /** False when the claim was there already, or posted.json is. */
  claim(key: ScopeKey, claim: Claim): Promise<boolean>;
  /** False when the try was settled already: the first outcome stands. */
  settle(key: ScopeKey, tryNumber: number, outcome: Outcome): Promise<boolean>;
  posted(key: ScopeKey, posted: Posted): Promise<void>;
  looked(key: ScopeKey, looked: Looked): Promise<void>;
  delivery(key: ScopeKey): Promise<DeliveryFiles>;
  /** What is known of Mattermost across passes: since when it gives trouble, if it does. */
  trouble(): Promise<Trouble | null>;
  saveTrouble(trouble: Trouble | null): Promise<void>;
  history(line: HistoryLine): Promise<void>;
}

export interface HistoryLine extends ScopeKey {
  readonly at: string;
  readonly event: string;
  readonly text: string;
}

/** One line each, for journald; no secret, no control characters. */
export interface Journal {
  info(text: string): Promise<void>;
  warn(text: string): Promise<void>;
  error(text: string): Promise<void>;
}
