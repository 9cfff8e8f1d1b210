/** What Cypress writes above and below the output of mocha. */

export function runStarting(machine) {
  return `\n${"=".repeat(100)}\n\n  (Run Starting)\n\n  Host: ${machine}\n\n`;
}

/** `results` of a mochawesome report: one root suite, in it a suite for each spec. */
export function runFinished(results) {
  const specs = results.flatMap(({ suites }) => suites).map(countsOf);
  const total = specs.reduce(plus);
  const failed = specs.filter(({ failing }) => failing > 0).length;
  const share = Math.round((100 * failed) / specs.length);
  const verdict = failed === 0 ? "✔  All specs passed!" : `✖  ${failed} of ${specs.length} failed (${share}%)`;
  const rows = specs.map((spec) => `  │ ${row(`${spec.failing === 0 ? "✔" : "✖"}  ${spec.file}`, spec)} │\n`);
  return `\n${"=".repeat(100)}\n\n  (Run Finished)\n\n\n${rows.join("")}    ${row(verdict, total)}\n`;
}

function countsOf({ file, tests, passes, failures, duration }) {
  return { file, duration, tests: tests.length, passing: passes.length, failing: failures.length };
}

function plus(a, b) {
  return {
    duration: a.duration + b.duration,
    tests: a.tests + b.tests,
    passing: a.passing + b.passing,
    failing: a.failing + b.failing,
  };
}

function row(label, { duration, tests, passing, failing }) {
  const cells = [`${duration}ms`, tests, passing, failing || "-", "-", "-"];
  return label.padEnd(50) + cells.map((cell) => String(cell).padStart(9)).join("");
}
