import type { ReportKind } from "../../src/core/reports/report.ts";
import { realRuns } from "../sources/fixtures.ts";

/** A whole report that is mutated. */
export interface Sample {
  readonly name: string;
  readonly kind: ReportKind;
  readonly bytes: Buffer;
  /** Something in it failed. */
  readonly red: boolean;
  /** The reader takes it as it is; XML with raw control characters it refuses. */
  readonly whole: boolean;
}

// eslint-disable-next-line no-control-regex -- mocha-junit-reporter writes them raw, and XML forbids them
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** The reports of real runs of mocha, and a few of dialects that those do not have. */
export const corpus: readonly Sample[] = [
  ...realRuns().flatMap(({ name, exit, junit, mochawesome }): readonly Sample[] => [
    { name: `${name}.xml`, kind: "junit", bytes: junit, red: exit > 0, whole: !forbidden.test(junit.toString()) },
    { name: `${name}.json`, kind: "mochawesome", bytes: mochawesome, red: exit > 0, whole: true },
  ]),
  junit(
    "surefire",
    `<testsuite name="s"><properties><property name="a" value="b"/></properties><testcase name="a" classname="C"/>
  <testcase name="b" classname="C"><rerunFailure message="r">x</rerunFailure><failure message="m" type="T"><![CDATA[a < b]]></failure></testcase>
  <testcase name="c"><flakyFailure/></testcase><testcase name="d"><skipped/></testcase></testsuite>`,
  ),
  junit(
    "set-up",
    `<testsuites xmlns="urn:j"><testsuite name="s"><error message="no set-up">x</error></testsuite><testsuite><testcase name="a"/></testsuite></testsuites>`,
  ),
  junit(
    "nested",
    `<j:testsuites xmlns:j="u"><j:testsuite><j:testsuite><j:testcase name='a'><j:error/></j:testcase></j:testsuite><j:testcase name='b'/></j:testsuite></j:testsuites>`,
  ),
  mochawesome("merged", {
    stats: { tests: 2, passes: 2, failures: 0, other: 0 },
    results: [rootOf({ tests: [passed("a")], afterHooks: [failed("hook")] }), rootOf({ tests: [passed("b")] })],
  }),
  mochawesome("old", {
    stats: { tests: 2, passes: 1, failures: 1 },
    suites: rootOf({ tests: [passed("a"), failed("b")] }),
  }),
  mochawesome("converted", { results: [rootOf({ suites: [rootOf({ tests: [failed("a")] })], tests: [passed("b")] })] }),
];

function junit(name: string, text: string): Sample {
  return { name: `${name}.xml`, kind: "junit", bytes: Buffer.from(text), red: true, whole: true };
}

function mochawesome(name: string, json: unknown): Sample {
  const bytes = Buffer.from(JSON.stringify(json, null, 1));
  return { name: `${name}.json`, kind: "mochawesome", bytes, red: true, whole: true };
}

function rootOf(parts: Readonly<Record<string, unknown>>): unknown {
  return { title: "", fullFile: "/a.js", beforeHooks: [], afterHooks: [], tests: [], suites: [], ...parts };
}

function passed(title: string): unknown {
  return { title, state: "passed", pass: true, fail: false, pending: false, uuid: title, err: {} };
}

function failed(title: string): unknown {
  return { title, state: "failed", pass: false, fail: true, pending: false, uuid: title, err: { message: "no" } };
}
