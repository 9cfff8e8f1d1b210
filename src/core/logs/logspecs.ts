import type { LogFacts, UnfinishedSpec } from "./log.ts";
import { foundSpecs } from "./logheading.ts";
import { isSameSpec, namedSpec } from "./samespec.ts";
import { isOtherBrowser } from "./specstold.ts";

/** So many specs are remembered of a run, and so many of runs that broke off; further ones are left out. */
const maxSpecs = 1_000;
/** In characters; longer names are cut. */
const maxName = 500;

/** Stands for the specs of a run that broke off before its first one: nobody knows that they were run again. */
const beforeFirst = "(Run Starting)";

type Specs = Pick<LogFacts, "running" | "unfinished">;
type Run = Pick<LogFacts, "running" | "unfinished" | "specs">;

/** A Cypress run begins; what the one before ran without getting to its total row is unfinished. */
export function specsBegun({ running, unfinished, specs }: Run): Specs {
  const names = foundSpecs(specs);
  const broken = running.map((name): UnfinishedSpec => ({
    ...identityIn(name, specs, names),
    again: 0,
    elsewhere: false,
  }));
  const others = unfinished.filter((old) => !broken.some((spec) => isOneSpec(old, spec)));
  return { running: [beforeFirst], unfinished: [...others, ...broken].slice(0, maxSpecs) };
}

/** Where not all names of its run are known none is known to be alone. */
function identityIn(name: string, specs: LogFacts["specs"], names: readonly string[] | null): Identified {
  const { searched, alone } = namedSpec(name, specs.searched, names ?? []);
  return { spec: name, searched, alone: alone && names !== null, browser: specs.browser };
}

type Identified = Omit<UnfinishedSpec, "again" | "elsewhere">;

/** In one browser, as far as that was told. Where neither run told what it was started with, only the names tell. */
function isOneSpec(a: Identified, b: Identified): boolean {
  if (isOtherBrowser(a.browser, b.browser)) return false;
  if (a.searched === "" && b.searched === "") return a.spec === b.spec;
  return isSameSpec({ ...a, name: a.spec }, { ...b, name: b.spec });
}

/** True from `(Run Starting)` to the first spec: what stands there is what the run was started with. */
export function isBeforeFirst({ running }: Specs): boolean {
  return running[0] === beforeFirst;
}

/** `Running:  a.cy.js  (1 of 3)`, as Cypress prints it above each spec. */
export function specRunning({ running, unfinished }: Specs, text: string): Specs | undefined {
  // Greedy, and trimmed afterwards: a lazy one takes seconds for a line of 60,000 blanks.
  const name = /^Running:\s(.*\S)\s+\(\d+ of \d+\)$/u.exec(text)?.[1]?.trimStart();
  if (name === undefined) return undefined;
  const spec = name.slice(0, maxName);
  const named = running.filter((known) => known !== beforeFirst && known !== spec);
  return { running: [...named, spec].slice(0, maxSpecs), unfinished };
}

/** A Cypress run got to its total row: what it ran was run to the end once more. */
export function specsEnded({ running, unfinished, specs }: Run): Specs {
  const names = foundSpecs(specs);
  const done = running.filter((name) => name !== beforeFirst).map((name) => identityIn(name, specs, names));
  return {
    running: [],
    unfinished: unfinished.map((old) => {
      if (done.some((spec) => isOneSpec(old, spec))) return { ...old, again: old.again + 1 };
      return isOtherBrowser(specs.browser, old.browser) ? { ...old, elsewhere: true } : old;
    }),
  };
}
