/** Every default that names something of the outside world: file layouts, programs, log lines. */

/** The watcher's timer wakes it at least this often (milliseconds); units/atvm-run-watcher.timer. */
export const timerInterval = 30_000;

/** A lock without a sign of life for so long may be taken over (milliseconds). */
export const staleLock = 30_000;

type Kind = "logs" | "xml" | "mochawesome";

const folders: Readonly<Record<Kind, { dir: string; ext: string }>> = {
  logs: { dir: "logs", ext: "log" },
  xml: { dir: "xml", ext: "xml" },
  mochawesome: { dir: "mochawesome", ext: "json" },
};

/** `hash` names reporters add after a machine: `[hash]` of mocha-junit-reporter, `_001` of mochawesome. */
const afterMachine = ["-{hash}", "_{hash}", ".{hash}", "{n}", ""];

function layout(kind: Kind): readonly string[] {
  const { dir, ext } = folders[kind];
  return [
    ...afterMachine.map((suffix) => `${dir}/{run}/{machine}${suffix}.${ext}`),
    `${dir}/{run}/{machine}/*.${ext}`,
    ...afterMachine.map((suffix) => `${dir}/{run}_{machine}${suffix}.${ext}`),
    `${dir}/{run}.${ext}`,
    `${dir}/{run}/{run}.${ext}`,
  ];
}

/** Where ATVM's reporters put a run's files, relative to the reporter directory. */
export const defaultPatterns: Readonly<Record<Kind, readonly string[]>> = {
  logs: layout("logs"),
  xml: layout("xml"),
  mochawesome: layout("mochawesome"),
};

/** Further habits, safe only where the machines of a build that is not categorized were declared. */
export function declaredMachinePatterns(kind: Kind): readonly string[] {
  const { dir, ext } = folders[kind];
  return ["{run}-{machine}", "{machine}_{run}", "{machine}-{run}", "{machine}/{run}"].map(
    (name) => `${dir}/${name}.${ext}`,
  );
}

/** What ATVM calls a sub-run; the second list is tried too for groups that were declared. */
export const defaultSubRuns = ["{build}-{group}"] as const;
export const declaredSubRuns = ["{build}_{group}", "{build}/{group}"] as const;

/** File names that reporters and merge tools give to files of no single machine. */
export const notMachines: ReadonlySet<string> = new Set([
  "merged",
  "combined",
  "output",
  "report",
  "results",
  "index",
  "mochawesome",
  "test-results",
  "all",
]);

/** Programs that do a run, and wrappers that may stand before them; by base name, case ignored. */
export const defaultRunner = {
  match: ["node", "npm", "npx", "pnpm", "yarn", "cypress", "mocha", "python", "make"],
  ignore: [],
} as const;
export const wrappers: ReadonlySet<string> = new Set(["timeout", "sudo", "xvfb-run", "flock", "nohup", "docker"]);
export const shells: ReadonlySet<string> = new Set(["sh", "bash", "dash", "zsh", "ksh", "ash"]);

/** Log lines that name machines; whole lines, case ignored. Groups `machines` (a list), or `machine` and `state`. */
export const defaultMachineLines = {
  announced: ["^machines(?: \\(\\d+\\))?: (?<machines>\\S.*)$"],
  status: ["^(?:\\[[^\\]]*\\] )?machine (?<machine>\\S+): (?<state>NOT STARTED|RUNNING|PASSED|FAILED)$"],
} as const;

/** What bash and dash call the signals that end a job, as they print them in an English or C locale. */
const signalNames =
  "(?:Terminated|Killed|Hangup|Aborted|Segmentation fault|Bus error|Illegal instruction|Trace/breakpoint trap)";

/**
 * Log lines that begin, end or break a run, beside Cypress's own `(Run Starting)` and `(Run Finished)`; whole lines,
 * case ignored. Cypress's and pnpm's are read in their sources, the others as npm 6 to 10, yarn 1, bash 5, dash, make,
 * timeout and Node 20 print them. An exit status such as 137 is no sign of a signal: Cypress exits with the number of its failed tests.
 */
export const defaultMarkers = {
  start: [],
  end: [],
  cancelled: [
    "^(?:the )?run (?:was |has been )?cancell?ed(?: by .*)?\\.?$",
    "^ *Exiting with non-zero exit code because the run was canceled\\.$",
  ],
  killed: [
    "^The Test Runner unexpectedly exited via an? \\S+ event with signal SIG[A-Z0-9]+$",
    "^npm (?:ERR!|error) signal SIG[A-Z0-9]+$",
    // yarn, and pnpm.
    '^(?: ?(?:error|ELIFECYCLE|ERR_PNPM_\\S+) +)?Command failed with signal "SIG[A-Z0-9]+"\\.?$',
    // bash names the script, the line and the process; two blanks or more stand before the command.
    `^\\S.*: line \\d+: +\\d+ ${signalNames}(?: {2,}.*)?$`,
    // So it does in a script that it reads from its input.
    `^(?:\\S*/)?(?:ba|k)?sh: \\d+ ${signalNames} {2,}.*$`,
    `^make(?:\\[\\d+\\])?: \\*\\*\\* \\[[^\\]]+\\] ${signalNames}(?: \\(core dumped\\))?$`,
    // With --verbose; without it says nothing.
    "^timeout: sending signal [A-Z0-9]+ to command .+$",
    // dash, and bash for SIGTERM. From the first column only: mocha indents its titles.
    `^${signalNames}(?: \\(core dumped\\))?$`,
    "^<--- Last few GCs --->$",
    "^FATAL ERROR: .*(?:Allocation failed|out of memory).*$",
  ],
} as const;

/** MiB of one report; a real one of 70,000 tests holds 64, and reading it takes some seven times as much memory. */
export const defaultReportMiB = 64;
