import type { ReportKind } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";

// Reads reports made to cost memory and time, one after another, and prints a line of JSON for each: what it is, and
// what the reader said. `hostilereports.test.ts` runs it with little memory.

/** In bytes. A quarter of what a reader takes, so that it goes through all of it. */
const size = 16 * 1024 * 1024;

const reports: readonly [what: string, kind: ReportKind, head: string, filling: string, tail: string][] = [
  [
    "references without end",
    "junit",
    `<testsuite><testcase name="a"><failure message="`,
    "&amp;",
    `"/></testcase></testsuite>`,
  ],
  [
    "references by number",
    "junit",
    `<testsuite><testcase name="a"><failure>`,
    "&#9;",
    "</failure></testcase></testsuite>",
  ],
  ["a name made of references", "junit", `<testsuite><testcase name="`, "&lt;", `"/></testsuite>`],
  [
    "pieces of text without end",
    "junit",
    "<testsuite><testcase><failure>",
    "<![CDATA[x]]>",
    "</failure></testcase></testsuite>",
  ],
  ["attributes without end", "junit", "<testsuite", ` a=""`, "/>"],
  ["an element's name without end", "junit", "<testsuite><", "a", "/></testsuite>"],
  ["millions of tests", "junit", "<testsuite>", "<testcase/>", "</testsuite>"],
  ["elements nested without end", "junit", "", "<testsuite>", ""],
  ["brackets nested without end", "mochawesome", `{"stats":{},"results":`, "[", ""],
  ["millions of empty objects", "mochawesome", `{"stats":{},"results":[`, "{},", "{}]}"],
  ["millions of empty tests", "mochawesome", `{"stats":{},"results":[{"suites":[],"tests":[`, "{},", "{}]}]}"],
  ["fields without end", "mochawesome", `{"stats":{},"x":{`, `"a":1,`, `"b":1},"results":[]}`],
  ["a string without end", "mochawesome", `{"stats":{},"results":["`, `\\"`, ""],
];

for (const [what, kind, head, filling, tail] of reports) {
  const reading = readReportBytes(filled(head, filling, tail), kind);
  const says = reading.final ? `final, ${reading.specs[0]?.tests.total} tests` : `${reading.why}: ${reading.detail}`;
  process.stdout.write(`${JSON.stringify([what, says])}\n`);
}

function filled(head: string, filling: string, tail: string): Buffer {
  const times = Math.floor((size - head.length - tail.length) / filling.length);
  return Buffer.concat([Buffer.from(head), Buffer.alloc(times * filling.length, filling), Buffer.from(tail)]);
}
