/** One spec as Cypress lists it in the table below `(Run Finished)`. */
export interface Spec {
  readonly name: string;
  /** Null: the spec crashed before any test was known. */
  readonly tests: number | null;
  readonly failing: number;
}

export const twoGreen: readonly Spec[] = [
  { name: "backup/full.cy.js", tests: 3, failing: 0 },
  { name: "restore.cy.js", tests: 2, failing: 0 },
];
export const oneOfThreeRed: readonly Spec[] = [
  ...twoGreen,
  { name: "replicate/to-another-site-with-a-very-long-name.cy.js", tests: 4, failing: 1 },
];

/** What a run was started with. */
export interface Started {
  readonly browser?: string;
  /** The spec pattern, or the specs given with `--spec`. */
  readonly searched?: string;
  /** The names of all specs that were found, where the log does not come as far as the last one. */
  readonly found?: readonly string[];
}

/** A log as `cypress run` of version 12 writes it, up to and with the total row unless `until` says otherwise. */
export function cypressLog(
  specs: readonly Spec[],
  until: "total" | "table" | "header" | "specs" = "total",
  started: Started = {},
): string {
  const finished = [banner("Run Finished"), table(specs), totalRow(specs), ""];
  const parts = { specs: 0, header: 1, table: 2, total: 4 }[until];
  const lines = [
    banner("Run Starting"),
    starting(specs, started),
    ...specs.map(specOutput),
    ...finished.slice(0, parts),
  ];
  return `${lines.join("\n")}\n`;
}

/** The row below the table; the words are those of a run with these specs. */
export function totalRow(specs: readonly Spec[]): string {
  const failed = specs.filter(({ failing }) => failing > 0).length;
  const percent = Math.round((failed / specs.length) * 100);
  const tests = specs.reduce((sum, spec) => sum + (spec.tests ?? 0), 0);
  const failing = specs.reduce((sum, spec) => sum + spec.failing, 0);
  const words = failed === 0 ? "✔  All specs passed!" : `✖  ${failed} of ${specs.length} failed (${percent}%)`;
  return `    ${words.padEnd(42)}  01:06${counts(tests, tests - failing, failing)}  `;
}

/** The same log as a terminal with colours gets it. */
export function coloured(log: string): string {
  return log
    .replace(/✔|All specs passed!/g, "\u001b[32m$&\u001b[39m")
    .replace(/✖|\d+ of \d+ failed \(\d+%\)/g, "\u001b[31m$&\u001b[39m")
    .replace(/[┌├└│─┤┐┘]+/g, "\u001b[90m$&\u001b[39m")
    .replace(/\((?:Run Starting|Run Finished)\)/g, "\u001b[4m\u001b[1m$&\u001b[22m\u001b[24m")
    .replace(/\d\d:\d\d/g, "\u001b[90m$&\u001b[39m");
}

function banner(title: string): string {
  return `\n${"=".repeat(100)}\n\n  (${title})\n`;
}

function starting(specs: readonly Spec[], { browser, searched, found }: Started): string {
  const names = found ?? specs.map(({ name }) => name);
  const facts: readonly [label: string, value: string][] = [
    ["Cypress:", "12.17.4"],
    ["Browser:", browser ?? "Electron 106 (headless)"],
    ["Specs:", `${names.length} found (${names.join(", ")})`],
    ["Searched:", searched ?? "cypress/e2e/**/*.cy.{js,jsx,ts,tsx}"],
  ];
  const lines = facts.flatMap(([label, value]) =>
    (value.match(/.{1,82}/gu) ?? []).map((part, index) => `${(index === 0 ? label : "").padEnd(12)}${part}`),
  );
  return framed(lines.map((line) => `  │ ${line.padEnd(94)} │`));
}

function specOutput({ name, tests, failing }: Spec, index: number): string {
  const passing = (tests ?? 0) - failing;
  const results = [`Tests:        ${tests ?? 0}`, `Passing:      ${passing}`, `Failing:      ${failing}`];
  return [
    `\n${"─".repeat(100)}\n${" ".repeat(100)}\n  Running:  ${name}  (${index + 1} of 3)\n\n`,
    "  a suite\n    ✓ does one thing (61ms)\n    1) does another\n",
    `  ${passing} passing (33s)\n  ${failing} failing\n\n  (Results)\n`,
    framed(results.map((result) => `  │ ${result.padEnd(94)} │`)),
    "\n\n  (Screenshots)\n\n  -  /root/e2e/cypress/screenshots/a suite -- does another.png             (1280x720)\n",
  ].join("\n");
}

function table(specs: readonly Spec[]): string {
  const head = `\n\n       ${"Spec".padEnd(48)}  Tests  Passing  Failing  Pending  Skipped  `;
  const rows = specs.map(({ name, tests, failing }) => {
    const tick = failing > 0 ? "✖" : "✔";
    const time = tests === null ? " 12ms" : "00:33";
    const row = `  │ ${tick}  ${name.slice(0, 35).padEnd(39)}  ${time}${counts(tests, (tests ?? 0) - failing, failing)} │`;
    return name.length > 35 ? `${row}\n  │    ${name.slice(35).padEnd(91)} │` : row;
  });
  return `${head}\n${framed(rows, `\n  ├${"─".repeat(96)}┤`)}`;
}

function framed(rows: readonly string[], between = ""): string {
  return [`  ┌${"─".repeat(96)}┐`, rows.join(`${between}\n`), `  └${"─".repeat(96)}┘`].join("\n");
}

function counts(tests: number | null, passing: number, failing: number): string {
  const columns = [tests, passing, failing, 0, 0].map((count) => (count === null || count <= 0 ? "-" : String(count)));
  return columns.map((column) => column.padStart(9)).join("");
}
