import type { SkipBecause, WaitBecause } from "../post/decide.ts";
import { quoted } from "../names.ts";
import type { OlderReport, Reason, ReasonCode, RunningBecause } from "./reasons.ts";
import type { Looked } from "../state/lookup.ts";
import { formatDuration, plus } from "../time.ts";
import { formatSecond } from "../zone.ts";

/** The sentence for a reason: log, `explain`, `status` and message all take theirs from here. */
export function describe(reason: Reason): string {
  const known: Partial<Record<string, (reason: never) => string>> = sentences;
  // A code that only another release knows can stand in the state.
  return known[reason.code]?.(reason as never) ?? `reason ${quoted(reason.code)} of another release`;
}

type Sentences = { readonly [Code in ReasonCode]: (reason: Extract<Reason, { code: Code }>) => string };

/** One entry for each code: the compiler asks for those that are missing. */
const sentences: Sentences = {
  "operator-cancelled": (reason) =>
    `${reason.whole ? "the whole build was" : "it was"} cancelled by an operator${because(reason.reason)}`,
  superseded: () => "superseded by a newer registration of the same build name",
  "cancel-marker": (reason) => `its log says that it was cancelled: ${quoted(reason.line)}`,
  "cancel-no-totals": () => "its log ends in (Run Finished) without a total row: the run was cancelled",
  "exit-signal": (reason) => `its supervisor recorded that it was ended by ${reason.signal ?? reason.result}`,
  "kill-marker": (reason) => `its log says that it was killed: ${quoted(reason.line)}`,
  "earlier-boot": () => "it lived in an earlier boot of the controller and died with it",
  "end-exit": (reason) => `its supervisor recorded its end with exit status ${reason.status}`,
  "end-marker": (reason) => `its log tells the end: ${quoted(reason.line)}`,
  "end-operator": () => "an operator said that the run is over",
  "end-runner-gone": () => "its runner was seen alive and is gone",
  "end-next-group": (reason) => `a later group has begun: ${quoted(reason.group)}`,
  "end-driver-gone": () => "the driver of the build was seen alive and is gone",
  "all-passed": (reason) =>
    reason.machines === 1 ? "its one machine passed" : `all ${reason.machines} machines passed`,
  "machine-failed": (reason) => `${reason.machine}: ${reason.failed} of ${reason.total} tests failed`,
  "machine-log-failed": (reason) =>
    `${reason.machine}: by its log ${reason.failed} of ${count(reason.of, "spec")} failed, and no report tells of it`,
  "no-tests": (reason) => `${reason.machine}: its report holds no tests: no tests ran`,
  "last-word-failed": (reason) => `by the run's own word ${reason.failed} of ${count(reason.of, reason.unit)} failed`,
  "report-failed": (reason) =>
    `${reason.path} holds ${count(reason.failed, "failed test")} that no machine's counts show`,
  "machine-missing": (reason) => missingMachine(reason.machine, reason.older),
  "machine-running": (reason) => `${reason.machine} is not done: ${runningBecause(reason.why, reason.detail)}`,
  "machine-unreadable": (reason) => `the report of ${reason.machine} cannot be read: ${reason.detail}`,
  "reports-disagree": (reason) =>
    `${reason.machine}: JUnit and mochawesome disagree about ${count(reason.tests, "test")}`,
  "failure-overwritten": (reason) =>
    `${reason.machine}: a failure was seen in a report that was overwritten or removed since, and no report that is there tells what became of it`,
  "status-disagrees": (reason) => `${reason.machine}: its reports are green, but the run's log calls it FAILED`,
  "machine-log-broken": (reason) =>
    `${reason.machine}: its reports are green, but ${reason.path} tells that it was broken off`,
  "red-run-unexplained": (reason) =>
    `by the log ${reason.failed} of ${count(reason.all, "Cypress run")} failed, and no report that was seen tells what became of that`,
  "spec-unfinished": (reason) =>
    `by the log a Cypress run broke off at ${quoted(reason.spec)}, and nothing tells what became of that`,
  "exit-disagrees": (reason) => `every report is green, but the run ended with exit status ${reason.status}`,
  "driver-log-red": (reason) =>
    `every report is green, but while it ran the driver's log told of ${count(reason.failed, "failed spec")}`,
  "earlier-alive": (reason) =>
    `${count(reason.count, "process", "es")} of an earlier attempt ${reason.count === 1 ? "is" : "are"} still alive (pid ${reason.pid}) and may have written its reports`,
  "earlier-wrote": (reason) =>
    `${reason.path} was there before the processes of an earlier attempt were gone, so it may be theirs`,
  "runner-alive": (reason) =>
    `its runner is alive (${reason.count === 1 ? "" : `${reason.count} processes, `}pid ${reason.pid})`,
  "runner-gone": (reason) => `its runner was seen alive and has been gone since ${formatSecond(reason.since)}`,
  "runner-never": () => "no process of it was ever seen",
  "driver-alive": (reason) => `the driver of the build is alive (pid ${reason.pid})`,
  "driver-gone": (reason) => `the driver of the build has been gone since ${formatSecond(reason.since)}`,
  "cannot-look": (reason) => `could not look at ${reason.at}: ${reason.detail}`,
  "start-open": (reason) => `${reason.path} tells of a start without its end`,
  "file-behind": (reason) => `${reason.path} is still being read`,
  "file-lost": (reason) => `${reason.path} went away before it was read to its end`,
  settling: (reason) => `its files must stay as they are until ${formatSecond(reason.until)}`,
  "quiet-wait": (reason) =>
    `no process of it is left; that is its end if it stays silent until ${formatSecond(reason.until)}`,
  "end-unconfirmed": () => "nothing confirms yet that the run is over",
  "scope-unknown": () => "its machines were only observed, so more of them may follow",
  "specs-untold": (reason) =>
    `${reason.machine}: nothing tells that every spec's report was seen, for one may overwrite another's ` +
    "([hash] in the reporter's file name, both kinds of report, or Cypress's output in its log would tell)",
  "not-begun": (reason) => `nothing of it has been seen yet; it is given up at ${formatSecond(reason.until)}`,
  "ended-unseen": (reason) =>
    `an operator said that the run is over, and nothing of it was ever seen: unless its reports come by ${formatSecond(reason.until)} it is closed as UNKNOWN and never posted`,
  "not-confirmed-again": () => "a second look did not confirm the first",
  "never-started": (reason) => `nothing of it was ever seen in ${formatDuration(reason.ms)}`,
  stalled: (reason) => `no progress and no sign of life for ${formatDuration(reason.ms)}`,
  "too-old": (reason) => `it has lasted ${formatDuration(reason.ms)}, longer than any run may`,
  layout: (reason) => unclaimedFiles(reason.unclaimed),
  "groups-open": (reason) => `${count(reason.groups.length, "group")} still open: ${list(reason.groups)}`,
  "no-sub-run": () => "no group of it ever began",
  "groups-not-begun": (reason) =>
    `${count(reason.groups.length, "declared group")} never began: ${list(reason.groups)}`,
  "groups-closed": (reason) => `${reason.count === 1 ? "its one group is" : `all ${reason.count} groups are`} closed`,
};

/** The sentence for why a due message is not sent now. */
export function describeWait(because: WaitBecause): string {
  switch (because.code) {
    case "back-off":
      return `the last try failed; the next one is made at ${formatSecond(because.nextAt)}`;
    case "no-webhook":
      return because.detail;
    case "doubts":
      return `${because.count} messages are in doubt; the next one is sent at ${formatSecond(because.nextAt)}`;
    case "next-pass":
      return `this pass has been sending for ${formatDuration(because.ms)}; the next one goes on`;
    case "mattermost-trouble":
      return `Mattermost does not answer as it should: ${because.detail}`;
  }
}

/** The sentence for why nothing is sent. */
export function describeSkip(because: SkipBecause): string {
  switch (because.code) {
    case "parent":
      return "only its groups are posted";
    case "not-over":
      return "the run is not over";
    case "never-posted":
      return `a run that is ${because.state} is never posted`;
    case "already-posted":
      return because.at === null ? "it was posted already" : `it was posted already, at ${formatSecond(because.at)}`;
    case "being-sent":
      return "another pass is sending it";
    case "unconfirmed":
      return `the try of ${formatSecond(because.at)} may have been posted: only an operator can settle it${lookedFor(because.looked)}`;
    case "damaged":
      return `its state is damaged, which means "do not post": ${list(because.files)}`;
    case "marks-unreadable":
      return `the cancel mark could not be read: ${because.detail}`;
  }
}

/** What looking for a message in doubt came to, and what follows. */
export function describeLooked({ at, seen, text, waitMs }: Looked): string {
  const next = waitMs === null ? "no pass looks again" : `the next look is made at ${plus(at, waitMs)}`;
  if (seen === "not-found") return `a look into the channel at ${at} did not find it; ${next}`;
  return `the channel could not be looked into at ${at}: ${text ?? ""}; ${next}`;
}

function lookedFor(looked: Looked | null): string {
  return looked === null ? "" : `; ${describeLooked(looked)}`;
}

function because(reason: string | null): string {
  return reason === null ? "" : `: ${quoted(reason)}`;
}

function missingMachine(machine: string, older: OlderReport | null): string {
  const missing = `${machine} has not reported`;
  return older === null ? missing : `${missing}; ${older.path} is older than this registration and is not counted`;
}

function runningBecause(why: RunningBecause, detail: string): string {
  switch (why) {
    case "in-the-writing":
      return `${detail} is not complete`;
    case "vanished":
      return `${detail} was there and is gone`;
    case "status-line":
      return "the log calls it RUNNING after its last report";
    case "log-open":
      return `${detail} tells of a start without its end`;
    case "log-only":
      return `it has a log (${detail}) and no report`;
  }
}

function unclaimedFiles(paths: readonly string[]): string {
  if (paths.length === 0) return "no file of its name ever appeared in the reporter directories";
  return `${count(paths.length, "file")} of its name fit no pattern: ${list(paths)}`;
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, 5).join(", ");
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}

function count(number: number, noun: string, plural = "s"): string {
  return `${number} ${noun}${number === 1 ? "" : plural}`;
}
