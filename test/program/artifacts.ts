import { randomUUID } from "node:crypto";

/** One test as its reports tell of it; with an error it failed. */
export interface TestCase {
  readonly name: string;
  readonly error?: string;
}

export const green: readonly TestCase[] = [{ name: "signs in" }, { name: "signs out" }];
export const red: readonly TestCase[] = [{ name: "signs in" }, { name: "signs out", error: "the button is gone" }];

const spec = "cypress/e2e/session.cy.js";

/** A whole JUnit report as mocha-junit-reporter writes it. */
export function junit(tests: readonly TestCase[]): string {
  const failures = tests.filter(({ error }) => error !== undefined).length;
  const counts = `tests="${tests.length}" failures="${failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Mocha Tests" time="0.028" ${counts}>`,
    `  <testsuite name="session" timestamp="2026-11-23T12:20:28" file="${spec}" ${counts}>`,
    ...tests.map(testCase),
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

/** A whole mochawesome report. */
export function mochawesome(tests: readonly TestCase[]): string {
  const failures = tests.filter(({ error }) => error !== undefined).length;
  const stats = { suites: 1, tests: tests.length, passes: tests.length - failures, pending: 0, failures, other: 0 };
  const suite = {
    uuid: randomUUID(),
    title: "session",
    fullFile: spec,
    file: spec,
    suites: [],
    tests: tests.map(leaf),
  };
  const root = { ...suite, uuid: randomUUID(), title: "", tests: [], suites: [suite] };
  return JSON.stringify({ stats, results: [root] }, null, 2);
}

function testCase({ name, error }: TestCase): string {
  const head = `    <testcase name="session ${name}" classname="${name}" time="0.001"`;
  if (error === undefined) return `${head}/>`;
  return `${head}><failure message="${error}" type="Error"><![CDATA[Error: ${error}]]></failure></testcase>`;
}

function leaf({ name, error }: TestCase): object {
  const failed = error !== undefined;
  return {
    uuid: randomUUID(),
    title: name,
    fullTitle: `session ${name}`,
    state: failed ? "failed" : "passed",
    pass: !failed,
    fail: failed,
    pending: false,
    err: failed ? { message: `Error: ${error}` } : {},
  };
}
