import type { LogFacts } from "./log.ts";

/** So many specs are remembered of a run, and so many of runs that broke off; further ones are left out. */
const maxSpecs = 1_000;

/** Stands for the specs of a run that broke off before its first one: nobody knows that they were run again. */
const beforeFirst = "(Run Starting)";

type Specs = Pick<LogFacts, "running" | "unfinished">;

/** A Cypress run begins; what the one before ran without getting to its total row is unfinished. */
export function specsBegun({ running, unfinished }: Specs): Specs {
  const others = unfinished.filter(({ spec }) => !running.includes(spec));
  const broken = running.map((spec) => ({ spec, again: 0 }));
  return { running: [beforeFirst], unfinished: [...others, ...broken].slice(0, maxSpecs) };
}

/** `Running:  a.cy.js  (1 of 3)`, as Cypress prints it above each spec. */
export function specRunning({ running, unfinished }: Specs, text: string): Specs | undefined {
  const spec = /^Running:\s+(\S.*?)\s+\(\d+ of \d+\)$/u.exec(text)?.[1];
  if (spec === undefined) return undefined;
  const named = running.filter((name) => name !== beforeFirst && name !== spec);
  return { running: [...named, spec].slice(0, maxSpecs), unfinished };
}

/** A Cypress run got to its total row: what it ran was run to the end once more. */
export function specsEnded({ running, unfinished }: Specs): Specs {
  const done = running.filter((spec) => spec !== beforeFirst);
  return {
    running: [],
    unfinished: unfinished.map(({ spec, again }) => ({ spec, again: done.includes(spec) ? again + 1 : again })),
  };
}
