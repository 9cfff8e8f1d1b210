import type { MachineFinding } from "../../src/core/reports/results.ts";
import { at, begins, endsRed, finishes, junit, mochawesome, spec, type Paper } from "./papers.ts";
import { processOf } from "./samples.ts";
import { named, settle, watching, type Timeline } from "./situations.ts";

export const [a, b, c] = [spec("a.cy.js", "one"), spec("b.cy.js", "two"), spec("c.cy.js", "three")];
export const aRed = spec("a.cy.js", "!one");
export const [hash, other] = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"];
export const both = [junit("m1", a), mochawesome("m1", [a])];
export const grouped = {
  categorized: true,
  pid: processOf(5),
  groups: [
    { name: "a", machines: ["m1"] },
    { name: "b", machines: ["m2"] },
  ],
};

/** A Cypress run of so many specs, of which so many failed. */
export function ran(specs: number, failed = 0): readonly string[] {
  const rows = Array.from({ length: specs }, (_, index) => `  ✔  ${index}.cy.js   00:01   1   1   -   -   -`);
  if (failed > 0) return [...begins, ...endsRed(failed, specs)];
  return [...begins, ...finishes, ...rows, "    ✔  All specs passed!    00:06   3   3   -   -   -"];
}

export function hashed(paper: Paper, name: string): Paper {
  return at(`xml/nightly_${paper.machine ?? ""}-${name}.xml`, paper);
}

/** The runner goes away, and all that holds for twice `settle`. */
export function over(run: Timeline): string {
  return run.look(30, { alive: [] }).look(settle).look(settle).says();
}

export const m1 = (): Timeline => watching(named("m1")).look(0, { alive: [7] });
export const m1m2 = (): Timeline => watching(named("m1", "m2")).look(0, { alive: [7] });

/** Three files of one machine that no other spec's report overwrites. */
export const [h1, h2, h3] = [1, 2, 3].map((digit) => `xml/nightly_m1-${String(digit).repeat(32)}.xml`) as [
  string,
  string,
  string,
];

/** What one look at these files makes of the machine. */
export function counted(...files: readonly Paper[]): MachineFinding | undefined {
  return m1().look(30, { files }).situation().machines[0];
}
