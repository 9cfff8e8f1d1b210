/** One build that is asked for. */
export interface Asked {
  readonly build: string;
  /** What both `atvm-run-watcher start` and what stands in for ATVM are given. */
  readonly options: readonly string[];
  readonly inWords: string;
}

/** What a channel has to hear of one run. */
export interface Expected {
  readonly run: string;
  readonly state: "COMPLETED" | "FAILED";
  /** What the message says, as a person reads it. */
  readonly says: readonly string[];
}

export const asked: readonly Asked[] = [
  {
    build: "smoke",
    options: ["--machines", "rhel-9,ubuntu-22"],
    inWords: "the build smoke on two machines",
  },
  {
    build: "nightly",
    options: ["--group", "linux=linux-1,linux-2,linux-3", "--group", "windows=win-1,win-2,win-3"],
    inWords: "the build nightly, two groups of three machines: one will fail, one needs a second try for a test",
  },
];

/** In the order in which the runs of a build are over; the build `nightly` itself is nothing to tell of. */
export const expected: readonly Expected[] = [
  { run: "smoke", state: "COMPLETED", says: ["2 machines passed"] },
  { run: "nightly-linux", state: "COMPLETED", says: ["group 1 of 2", "3 machines passed"] },
  {
    run: "nightly-windows",
    state: "FAILED",
    says: ["group 2 of 2", "1 of 3 machines failed", "`win-2`", "keeps the lag below 5 s", "win-2 is 41 s behind"],
  },
];
