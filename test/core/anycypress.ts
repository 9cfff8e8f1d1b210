import fc from "fast-check";
import { cypressLog, type Spec } from "./logs/cypresslog.ts";
import { junit, log, spec, type Paper } from "./papers.ts";
import { named, settle, watching, type Timeline } from "./situations.ts";

type Outcome = "green" | "red" | "crash";

/** One `cypress run` of a driver on one machine: what it was started with, and how each of its specs went. */
export interface CypressRun {
  readonly machine: string;
  readonly browser: string;
  /** The specs were named with `--spec`, else they are all that the usual pattern finds. */
  readonly isNamed: boolean;
  readonly specs: readonly { readonly path: string; readonly outcome: Outcome }[];
  /** It dies before this spec's report. */
  readonly killedAt: number | null;
}

const paths = ["cypress/e2e/full.cy.js", "cypress/e2e/backup/full.cy.js", "cypress/e2e/restore/full.cy.js"];
const outcome = fc.constantFrom<Outcome[]>("green", "green", "green", "green", "red", "crash");

export function anyRuns(machines: readonly string[]): fc.Arbitrary<readonly CypressRun[]> {
  const all = fc.tuple(...paths.map((path) => fc.record({ path: fc.constant(path), outcome })));
  const run = fc
    .record({
      machine: fc.constantFrom(...machines),
      browser: fc.constantFrom("Electron 106 (headless)", "Electron 106 (headless)", "Chrome 116 (headless)"),
      isNamed: fc.boolean(),
      found: all,
      chosen: fc.subarray([0, 1, 2], { minLength: 1 }),
      killedAt: fc.constantFrom(null, null, null, null, 0, 1),
    })
    .map(({ found, chosen, ...rest }) => ({
      ...rest,
      specs: rest.isNamed ? found.filter((_, index) => chosen.includes(index)) : found,
    }));
  return fc.array(run, { minLength: 1, maxLength: 5 });
}

/** A run in which all goes well. */
export function greenRun(machine: string): CypressRun {
  const specs = paths.map((path) => ({ path, outcome: "green" as const }));
  return { machine, browser: "Electron 106 (headless)", isNamed: false, specs, killedAt: null };
}

/** A spec fails in one browser, passes in another, and then only another spec is run in the first one. */
export function redInOneBrowser(machine: string): readonly CypressRun[] {
  const green = greenRun(machine);
  const [one, other, failing = one] = green.specs;
  return [
    { ...green, specs: green.specs.map((spec) => (spec === failing ? { ...spec, outcome: "red" } : spec)) },
    { ...green, browser: "Chrome 116 (headless)" },
    { ...green, isNamed: true, specs: green.specs.filter((spec) => spec === other) },
  ];
}

/** The last outcome of each spec in each browser on each machine; of a spec that a run died in, nobody knows. */
export function newestOutcomes(runs: readonly CypressRun[]): ReadonlyMap<string, Outcome | "unknown"> {
  const newest = new Map<string, Outcome | "unknown">();
  for (const { machine, browser, specs, killedAt } of runs) {
    for (const [index, { path, outcome: how }] of specs.entries()) {
      const key = `${machine} ${path} in ${browser}`;
      if (killedAt === null || index < killedAt) newest.set(key, how);
      else if (index === killedAt) newest.set(key, "unknown");
    }
  }
  return newest;
}

/**
 * Plays them as a controller shows them: one JUnit file for each machine, which each spec removes and writes anew, and one
 * log. A look follows where the next of `looks` says so.
 */
export function played(machines: readonly string[], runs: readonly CypressRun[], looks: readonly boolean[]): Timeline {
  const timeline = watching(named(...machines)).look(0, { alive: [7] });
  const reports = new Map<string, Paper>();
  let lines: readonly string[] = [];
  let step = 0;
  const happened = (): void => {
    const files = [...reports.values(), ...(lines.length === 0 ? [] : [log(lines)])];
    if (looks[step++ % looks.length] === true) timeline.look(30, { files });
  };
  for (const run of runs) {
    const before = lines;
    for (const [index, { path, outcome: how }] of run.specs.entries()) {
      reports.delete(run.machine);
      lines = [...before, ...textOf(run, index + 1, "specs")];
      happened();
      if (index === run.killedAt) break;
      if (how !== "crash") {
        reports.set(run.machine, junit(run.machine, spec(path, how === "red" ? "!one" : "one", path)));
      }
      happened();
    }
    const isKilled = run.killedAt !== null && run.killedAt < run.specs.length;
    lines = isKilled ? [...lines, "Killed"] : [...before, ...textOf(run, run.specs.length, "total")];
    happened();
  }
  const files = [...reports.values(), log(lines)];
  return timeline.look(30, { alive: [], files }).look(settle).look(settle);
}

function textOf(run: CypressRun, specs: number, until: "specs" | "total"): readonly string[] {
  const names = namesOf(run.specs.map(({ path }) => path));
  const rows = run.specs.slice(0, specs).map(({ outcome: how }, index): Spec => {
    const failing = how === "green" ? 0 : 1;
    return { name: names[index] ?? "", tests: how === "crash" ? null : 2, failing };
  });
  const searched = run.isNamed ? run.specs.map(({ path }) => path).join(", ") : "cypress/e2e/**/*.cy.{js,jsx,ts,tsx}";
  return cypressLog(rows, until, { browser: run.browser, searched, found: names }).split("\n");
}

/** Without the folder that all have in common, as Cypress calls them. */
function namesOf(all: readonly string[]): readonly string[] {
  const [first = ""] = all;
  const folders = first.split("/").slice(0, -1);
  const shared = folders.findLastIndex((_, index) =>
    all.every((path) => path.startsWith(`${folders.slice(0, index + 1).join("/")}/`)),
  );
  return all.map((path) =>
    path
      .split("/")
      .slice(shared + 1)
      .join("/"),
  );
}
