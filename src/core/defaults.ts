/** Every default that names something of the outside world: file layouts, programs, log lines. */

type Kind = "logs" | "xml" | "mochawesome";

const folders: Readonly<Record<Kind, { dir: string; ext: string }>> = {
  logs: { dir: "logs", ext: "log" },
  xml: { dir: "xml", ext: "xml" },
  mochawesome: { dir: "mochawesome", ext: "json" },
};

/** `hash` names reporters add after a machine: `[hash]` of mocha-junit-reporter, `_001` of mochawesome. */
const afterMachine = ["", "-{hash}", "_{hash}", ".{hash}", "{n}"];

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

/**
 * Log lines that begin, end or break a run, beside Cypress's own `(Run Starting)` and `(Run Finished)`;
 * whole lines, case ignored. npm prints the signal that ended its script, shells the one that ended a job.
 */
export const defaultMarkers = {
  start: [],
  end: [],
  cancelled: [
    "^(?:the )?run (?:was |has been )?cancell?ed(?: by .*)?\\.?$",
    "^exiting early because the run was cancell?ed\\.?$",
  ],
  killed: [
    "^npm (?:ERR!|error) signal SIG(?:TERM|KILL|HUP|QUIT|ABRT|SEGV)$",
    "^(?:\\S+: line \\d+: +\\d+ )?(?:Terminated|Killed|Hangup|Aborted|Segmentation fault)(?: +\\(core dumped\\))?(?: {2,}.*)?$",
    "^(?:fatal error: .*|<--- Last few GCs --->)$",
  ],
} as const;
