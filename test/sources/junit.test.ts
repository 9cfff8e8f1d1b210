import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { outcomesOf, testFingerprint } from "../../src/core/reports/fingerprint.ts";
import { reportCounts, type FinalReport } from "../../src/core/reports/report.ts";
import { readJunit } from "../../src/sources/junit.ts";

type Counts = readonly [passed: number, failed: number, skipped: number, flaky: number];

const dialects: readonly [title: string, text: string, counts: Counts][] = [
  [
    "a single suite as its root",
    `<testsuite><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>`,
    [1, 1, 0, 0],
  ],
  [
    "a namespace on its root",
    `<testsuites xmlns="urn:j"><testsuite><testcase name="a"/></testsuite></testsuites>`,
    [1, 0, 0, 0],
  ],
  [
    "prefixes on all elements",
    `<j:testsuites xmlns:j="u"><j:testcase name="a"><j:failure/></j:testcase></j:testsuites>`,
    [0, 1, 0, 0],
  ],
  [
    "suites nested four deep",
    `<testsuites><testsuite><testsuite><testsuite><testsuite><testcase/></testsuite><testcase/></testsuite></testsuite></testsuite></testsuites>`,
    [2, 0, 0, 0],
  ],
  [
    "summaries that say nothing failed",
    `<testsuites tests="1" failures="0"><testsuite failures="0"><testcase name="a"><failure/></testcase></testsuite></testsuites>`,
    [0, 1, 0, 0],
  ],
  [
    "a root's summary that says something failed",
    `<testsuites failures="3"><testsuite failures="0"><testcase name="a"/></testsuite></testsuites>`,
    [1, 0, 0, 0],
  ],
  [
    "summaries that are no counts",
    `<testsuites tests="" failures="-1" errors="NaN"><testsuite tests="1.0"><testcase name="a"/></testsuite></testsuites>`,
    [1, 0, 0, 0],
  ],
  [
    "an error right under a suite",
    `<testsuite name="s"><error message="no set-up"/><testcase name="a"/></testsuite>`,
    [1, 1, 0, 0],
  ],
  ["a failure right under the root", `<testsuites><failure message="no set-up"/></testsuites>`, [0, 1, 0, 0]],
  [
    "several failures and an error in one test",
    `<testsuite><testcase name="a"><failure/><failure/><error/></testcase></testsuite>`,
    [0, 1, 0, 0],
  ],
  [
    "skipped tests",
    `<testsuite><testcase name="a"><skipped/></testcase><testcase name="b"><skipped message="c"/></testcase></testsuite>`,
    [0, 0, 2, 0],
  ],
  [
    "a test both skipped and failed",
    `<testsuite><testcase name="a"><skipped/><error/></testcase></testsuite>`,
    [0, 1, 0, 0],
  ],
  [
    "flaky failures",
    `<testsuite><testcase name="a"><flakyFailure>x</flakyFailure></testcase><testcase name="b"><flakyError/></testcase></testsuite>`,
    [2, 0, 0, 2],
  ],
  [
    "a failure with its repetitions",
    `<testsuite><testcase name="a"><failure/><rerunFailure/><rerunError/></testcase></testsuite>`,
    [0, 1, 0, 0],
  ],
  [
    "a flaky failure beside a failure",
    `<testsuite><testcase name="a"><flakyFailure/><failure/></testcase></testsuite>`,
    [0, 1, 0, 0],
  ],
  [
    "failures that only the summary knows",
    `<testsuites failures="1"><testsuite errors="2" failures="1"/></testsuites>`,
    [0, 3, 0, 0],
  ],
  [
    "skipped tests that only the summary knows",
    `<testsuites tests="4" skipped="4"><testsuite tests="4"/></testsuites>`,
    [0, 0, 4, 0],
  ],
  [
    "output that looks like a failure",
    `<testsuite><testcase name="a"><system-out><![CDATA[<failure/>]]></system-out></testcase></testsuite>`,
    [1, 0, 0, 0],
  ],
  [
    "an error in a suite's output",
    `<testsuite><properties><error/></properties><testcase name="a"/></testsuite>`,
    [1, 0, 0, 0],
  ],
  ["no test at all", `<testsuites tests="0" failures="0"/>`, [0, 0, 0, 0]],
];

describe("a JUnit report", () => {
  for (const [title, text, [passed, failed, skipped, flaky]] of dialects) {
    it(`is counted with ${title}`, () => {
      const expected = { total: passed + failed + skipped, passed, failed, skipped, flaky };
      assert.deepEqual(reportCounts(read(text)), expected);
    });
  }

  it("gives suites the file that they or their last named sibling or their parent names", () => {
    const suite = (attributes: string, inside = ""): string =>
      `<testsuite ${attributes}><testcase name="a"/>${inside}</testsuite>`;
    const { specs } = read(
      `<testsuites>${suite("")}${suite(`file="x.js"`, suite(""))}${suite("")}${suite(`file="y&amp;.js"`, suite(`file="z.js"`))}${suite("")}</testsuites>`,
    );
    assert.deepEqual(
      specs.map(({ spec, tests }) => [spec, tests.total]),
      [
        [null, 1],
        ["x.js", 3],
        ["y&.js", 2],
        ["z.js", 1],
      ],
    );
  });

  it("takes the one of name and classname that contains the other for the full title", () => {
    const titles = [
      [`name="suite test" classname="test"`, "suite test"],
      [`name="test" classname="suite test"`, "suite test"],
      [`name="test" classname="com.example.Suite"`, "test"],
      [`name="test"`, "test"],
    ] as const;
    for (const [attributes, title] of titles) {
      const [spec] = read(`<testsuite><testcase ${attributes}/></testsuite>`).specs;
      assert.deepEqual([...outcomesOf(spec?.outcomes ?? "", "passed")], [testFingerprint(title)]);
    }
  });

  it("tells why a test failed by the message, else by the text, of its first failure", () => {
    const [spec] = read(
      `<testsuite name="s"><testcase name="a"><failure message="b &lt; c">d</failure><error message="e"/></testcase>` +
        `<testcase name="f"><system-out>g</system-out><failure message=" ">h &amp; <![CDATA[&amp;]]>\n</failure>i</testcase>` +
        `<error>no set-up</error></testsuite>`,
    ).specs;
    assert.deepEqual(spec?.failing, [
      { name: "a", message: "b < c" },
      { name: "f", message: "h & &amp;" },
      { name: "s", message: "no set-up" },
    ]);
  });

  it("has a note when its summary counts otherwise than its tests", () => {
    const notes = (root: string): number => read(`<testsuites ${root}><testcase name="a"/></testsuites>`).notes.length;
    assert.deepEqual(
      [`tests="1" failures="0"`, `tests="2"`, `failures="1"`, `errors="1"`, ""].map(notes),
      [0, 1, 1, 1, 0],
    );
    assert.equal(read(`<testsuites failures="1"/>`).notes.length, 1);
  });

  it("counts no attribute that is absurdly large", () => {
    assert.equal(reportCounts(read(`<testsuites failures="${"9".repeat(400)}"/>`)).failed, 0);
  });

  it("is not final when it is empty, cut, no JUnit report or not well-formed", () => {
    const why = ["", " \n", "<testsuites>", "<html/>", "<testsuites>&</testsuites>"].map((text) => {
      const reading = readJunit(text);
      return reading.final || reading.why;
    });
    assert.deepEqual(why, ["empty", "empty", "cut", "not-a-report", "ill-formed"]);
  });
});

function read(text: string): FinalReport {
  const reading = readJunit(text);
  assert.ok(reading.final, JSON.stringify(reading));
  return reading;
}
