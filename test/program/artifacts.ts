import { randomUUID } from "node:crypto";

/** One test as its reports tell of it; with an error it failed. */
export interface TestCase {
  readonly name: string;
  readonly error?: string;
}

export const green: readonly TestCase[] = [{ name: "signs in" }, { name: "signs out" }];
export const red: readonly TestCase[] = [{ name: "signs in" }, { name: "signs out", error: "the button is gone" }];

/** A whole JUnit report as mocha-junit-reporter writes it when one mocha ran all specs; each test is a spec of its own. */
export function junit(tests: readonly TestCase[]): string {
  const suites = tests.length === 0 ? [suite("session", [])] : tests.map((test) => suite(test.name, [test]));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Mocha Tests" time="0.028" ${countsOf(tests)}>`,
    ...suites,
    "</testsuites>",
  ].join("\n");
}

/** A whole mochawesome report of the same. */
export function mochawesome(tests: readonly TestCase[]): string {
  const { length } = tests;
  const failures = failed(tests);
  const stats = { suites: 1, tests: length, passes: length - failures, pending: 0, failures, other: 0 };
  const suites = tests.map((test) => ({
    uuid: randomUUID(),
    title: test.name,
    fullFile: specOf(test.name),
    file: specOf(test.name),
    suites: [],
    tests: [leaf(test)],
  }));
  const root = { uuid: randomUUID(), title: "", fullFile: "", file: "", tests: [], suites };
  return JSON.stringify({ stats, results: [root] }, null, 2);
}

function suite(name: string, tests: readonly TestCase[]): string {
  return [
    `  <testsuite name="session" timestamp="2026-11-23T12:20:28" file="${specOf(name)}" ${countsOf(tests)}>`,
    ...tests.map(testCase),
    "  </testsuite>",
  ].join("\n");
}

function specOf(name: string): string {
  return `cypress/e2e/${name.replaceAll(" ", "-")}.cy.js`;
}

function countsOf(tests: readonly TestCase[]): string {
  return `tests="${tests.length}" failures="${failed(tests)}"`;
}

function failed(tests: readonly TestCase[]): number {
  return tests.filter(({ error }) => error !== undefined).length;
}

function testCase({ name, error }: TestCase): string {
  const head = `    <testcase name="session ${name}" classname="${name}" time="0.001"`;
  if (error === undefined) return `${head}/>`;
  return `${head}><failure message="${error}" type="Error"><![CDATA[Error: ${error}]]></failure></testcase>`;
}

function leaf({ name, error }: TestCase): object {
  const isFailed = error !== undefined;
  return {
    uuid: randomUUID(),
    title: name,
    fullTitle: `session ${name}`,
    state: isFailed ? "failed" : "passed",
    pass: !isFailed,
    fail: isFailed,
    pending: false,
    err: isFailed ? { message: `Error: ${error}` } : {},
  };
}
