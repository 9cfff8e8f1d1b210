/**
 * Why a verdict, a wait or a silence is as it is: a code with its data, never prose. `describe.ts` alone makes
 * sentences of them; adding a kind here makes the compiler ask for its sentence there. Times are ISO 8601 UTC and
 * stand still while nothing changes, so that a look that saw nothing new leaves the stored verdict as it is.
 */
export type Reason =
  // what ended or broke the run
  | { readonly code: "operator-cancelled"; readonly reason: string | null; readonly whole: boolean }
  | { readonly code: "superseded" }
  | { readonly code: "cancel-marker"; readonly line: string }
  | { readonly code: "cancel-no-totals" }
  | { readonly code: "exit-signal"; readonly signal: string | null; readonly result: string }
  | { readonly code: "kill-marker"; readonly line: string }
  | { readonly code: "earlier-boot" }
  // how the end was confirmed
  | { readonly code: "end-exit"; readonly status: number }
  | { readonly code: "end-marker"; readonly line: string }
  | { readonly code: "end-operator" }
  | { readonly code: "end-runner-gone" }
  | { readonly code: "end-next-group"; readonly group: string }
  | { readonly code: "end-driver-gone" }
  // results
  | { readonly code: "all-passed"; readonly machines: number }
  | { readonly code: "machine-failed"; readonly machine: string; readonly failed: number; readonly total: number }
  | { readonly code: "machine-log-failed"; readonly machine: string; readonly failed: number; readonly of: number }
  | { readonly code: "no-tests"; readonly machine: string }
  | {
      readonly code: "last-word-failed";
      readonly failed: number;
      readonly of: number;
      readonly unit: "spec" | "Cypress run";
    }
  | { readonly code: "report-failed"; readonly path: string; readonly failed: number }
  | { readonly code: "machine-missing"; readonly machine: string; readonly older: OlderReport | null }
  | {
      readonly code: "machine-running";
      readonly machine: string;
      readonly why: RunningBecause;
      readonly detail: string;
    }
  | { readonly code: "machine-unreadable"; readonly machine: string; readonly detail: string }
  | { readonly code: "reports-disagree"; readonly machine: string; readonly tests: number }
  | { readonly code: "failure-overwritten"; readonly machine: string }
  | { readonly code: "status-disagrees"; readonly machine: string }
  | { readonly code: "machine-log-broken"; readonly machine: string; readonly path: string }
  | { readonly code: "red-run-unexplained"; readonly failed: number; readonly all: number }
  | { readonly code: "spec-unfinished"; readonly spec: string }
  | { readonly code: "exit-disagrees"; readonly status: number }
  | { readonly code: "driver-log-red"; readonly failed: number }
  | { readonly code: "earlier-alive"; readonly pid: number; readonly count: number }
  | { readonly code: "earlier-wrote"; readonly path: string }
  // what is waited for
  | { readonly code: "runner-alive"; readonly pid: number; readonly count: number }
  | { readonly code: "runner-gone"; readonly since: string }
  | { readonly code: "runner-never" }
  | { readonly code: "driver-alive"; readonly pid: number }
  | { readonly code: "driver-gone"; readonly since: string }
  | { readonly code: "cannot-look"; readonly at: string; readonly detail: string }
  | { readonly code: "start-open"; readonly path: string }
  | { readonly code: "file-behind"; readonly path: string }
  | { readonly code: "file-lost"; readonly path: string }
  | { readonly code: "settling"; readonly until: string }
  | { readonly code: "quiet-wait"; readonly until: string }
  | { readonly code: "end-unconfirmed" }
  | { readonly code: "scope-unknown" }
  | { readonly code: "specs-untold"; readonly machine: string }
  | { readonly code: "not-begun"; readonly until: string }
  | { readonly code: "ended-unseen"; readonly until: string }
  | { readonly code: "not-confirmed-again" }
  // limits
  | { readonly code: "never-started"; readonly ms: number }
  | { readonly code: "stalled"; readonly ms: number }
  | { readonly code: "too-old"; readonly ms: number }
  | { readonly code: "layout"; readonly unclaimed: readonly string[] }
  // a categorized build itself
  | { readonly code: "groups-open"; readonly groups: readonly string[] }
  | { readonly code: "no-sub-run" }
  | { readonly code: "groups-not-begun"; readonly groups: readonly string[] }
  | { readonly code: "groups-closed"; readonly count: number };

/** A report that was there before the registration, and when it was written (ISO 8601 UTC). */
export interface OlderReport {
  readonly path: string;
  readonly at: string;
}

export type RunningBecause = "in-the-writing" | "vanished" | "status-line" | "log-open" | "log-only";

export type ReasonCode = Reason["code"];
export type Reasons = readonly [Reason, ...Reason[]];
