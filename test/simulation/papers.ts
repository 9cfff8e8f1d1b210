/** What one machine's reports tell: the tests of its two specs, and how many of them failed. */
export interface Results {
  readonly tests: number;
  readonly failed: number;
}

/** The tests of one machine, the failed ones first; two specs, so that no report can hide one. */
interface Case {
  readonly spec: string;
  readonly title: string;
  readonly failed: boolean;
}

function cases({ tests, failed }: Results): readonly Case[] {
  return Array.from({ length: tests }, (_, index) => {
    const spec = index % 2 === 0 ? "cypress/e2e/a.cy.js" : "cypress/e2e/b.cy.js";
    return { spec, title: `test ${index}`, failed: index < failed };
  });
}

const specs = ["cypress/e2e/a.cy.js", "cypress/e2e/b.cy.js"] as const;

/** A JUnit report. Its attributes count what its tests do not say: they are not to be believed. */
export function junitText(results: Results): string {
  const suites = specs.map((spec) => {
    const tests = cases(results).filter((test) => test.spec === spec);
    const rows = tests.map(
      ({ title, failed }) =>
        `<testcase name="${title}" classname="${title}" time="0.1">${failed ? '<failure message="boom">at x</failure>' : ""}</testcase>`,
    );
    return `<testsuite name="${spec}" file="${spec}" tests="${tests.length + 2}" failures="0">${rows.join("")}</testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Mocha Tests" tests="99" failures="0">${suites.join("\n")}</testsuites>\n`;
}

/** The mochawesome report of the same tests; its `stats` are as little to be believed. */
export function mochawesomeText(results: Results, id: string): string {
  const suites = specs.map((spec, index) => ({
    title: spec,
    fullFile: spec,
    file: spec,
    tests: cases(results)
      .filter((test) => test.spec === spec)
      .map(({ title, failed }, number) => ({
        title,
        fullTitle: title,
        state: failed ? "failed" : "passed",
        pass: !failed,
        fail: failed,
        pending: false,
        err: failed ? { message: "boom" } : {},
        uuid: `${id}-${index}-${number}`,
      })),
    suites: [],
    beforeHooks: [],
    afterHooks: [],
  }));
  const root = { title: "", fullFile: "", file: "", tests: [], suites, beforeHooks: [], afterHooks: [] };
  const { tests, failed } = results;
  const stats = { suites: 2, tests: 1, passes: tests - failed, failures: failed, pending: 0, skipped: 0 };
  return JSON.stringify({ stats, results: [root], meta: {} });
}

/** The lines with which Cypress ends a run; `of` its specs `failed` failed. */
export function endLines({ failed }: Results): string {
  const total = failed === 0 ? "✔  All specs passed!" : "✖  1 of 2 failed (50%)";
  const row = (sign: string, spec: string): string => `  ${sign}  ${spec}   00:01   1   1   -   -   -`;
  const rows = [row("✔", "b.cy.js"), row(failed === 0 ? "✔" : "✖", "a.cy.js")];
  return [
    "",
    "  (Run Finished)",
    "",
    ...rows,
    `    ${total}    00:06        3        3        -        -        -  `,
    "",
  ].join("\n");
}

export const startLines = "\n  (Run Starting)\n";
export const killLines = "npm error signal SIGKILL\n";
export const cancelLines = "The run was cancelled by an operator.\n";
