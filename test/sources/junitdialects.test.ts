import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportCounts } from "../../src/core/reports/report.ts";
import { readJunit } from "../../src/sources/junit.ts";
import { limits } from "../../src/sources/limits.ts";

const a = `<testcase name="a"/>`;
const failing = `<testcase name="b"><failure/></testcase>`;
const listed = "; the tests listed in it, which count, are";

/** What a report says: its counts or why it is not final, and its notes or that reason in words. */
const readings: readonly [title: string, text: string, says: string, words: string][] = [
  ["XML 1.1", `<?xml version="1.1"?><testsuite>${a}${failing}</testsuite>`, "2 tests, 1 failed", ""],
  [
    "a test disabled as GoogleTest writes it",
    `<testsuite><testcase status="notrun" result="suppressed"/></testsuite>`,
    "1 tests, 0 failed, 1 skipped",
    "",
  ],
  [
    "a test failed by its status alone",
    `<testsuite>${a}<testcase status="fail"/></testsuite>`,
    "2 tests, 1 failed",
    "",
  ],
  [
    "tests failed by rarer words",
    `<testsuite>${a}<testcase status="TimedOut"/><testcase status="aborted"/><testcase success="False"/></testsuite>`,
    "4 tests, 3 failed",
    "",
  ],
  [
    "a test failed by its result alone",
    `<testsuite><testcase status="run" result="FAILED"/></testsuite>`,
    "1 tests, 1 failed",
    "",
  ],
  [
    "a status that says nothing",
    `<testsuite><testcase status="run" result="completed"/></testsuite>`,
    "1 tests, 0 failed",
    "",
  ],
  [
    "repeated failures alone",
    `<testsuite><testcase><rerunFailure/></testcase><testcase><rerunError/></testcase></testsuite>`,
    "2 tests, 2 failed",
    "",
  ],
  [
    "suites nested a hundred deep",
    `${"<testsuite>".repeat(100)}${failing}${"</testsuite>".repeat(100)}`,
    "1 tests, 1 failed",
    "",
  ],
  [
    "tests in an element that nobody knows",
    `<testsuite><group>${a}${failing}</group></testsuite>`,
    "2 tests, 1 failed",
    "",
  ],
  [
    "a failure in an element that nobody knows",
    `<testsuite>${a}<group><failure/></group></testsuite>`,
    "ill-formed",
    "it has a failure that belongs to no test and no suite",
  ],
  [
    "a prefix that XML keeps for itself",
    `<testsuite xml:lang="en" xmlns:xml="u">${a}</testsuite>`,
    "ill-formed",
    "it uses names that XML keeps for itself",
  ],
  [
    "a suite that counts a failure and lists none, as karma's of a browser that went away",
    `<testsuites><testsuite tests="1"><testcase name="a"/></testsuite><testsuite tests="1" errors="1"/></testsuites>`,
    "inconclusive",
    "its suites count 1 failed, and it lists none",
  ],
  [
    "a root that is a suite, as karma writes it of a browser that went away",
    `<testsuite tests="5" errors="1" failures="0"><properties/><testcase name="a"/></testsuite>`,
    "inconclusive",
    "its suites count 1 failed, and it lists none",
  ],
  [
    "a summary that counts tests and lists none",
    `<testsuites tests="5" failures="0"/>`,
    "inconclusive",
    "its summary counts 5 tests, and it lists none",
  ],
  [
    "a summary of failures that lists none",
    `<testsuites tests="5" failures="2"/>`,
    "2 tests, 2 failed",
    "it lists no test; its summary counts 2 failed, 0 skipped",
  ],
  [
    "a root that counts otherwise",
    `<testsuites tests="3" failures="0">${a}${failing}</testsuites>`,
    "2 tests, 1 failed",
    `its summary counts 3 tests, 0 failed${listed} 2, 1 failed`,
  ],
  [
    "suites that count otherwise",
    `<testsuites><testsuite tests="3">${a}</testsuite><testsuite tests="1">${a}</testsuite></testsuites>`,
    "2 tests, 0 failed",
    `its suites count 4 tests, 0 failed${listed} 2, 0 failed`,
  ],
  [
    "suites that count what is in them",
    `<testsuites><testsuite tests="1">${a}<testsuite tests="1">${a}</testsuite></testsuite></testsuites>`,
    "2 tests, 0 failed",
    "",
  ],
  [
    "suites that count what is below them too",
    `<testsuites><testsuite tests="2">${a}<testsuite tests="1">${a}</testsuite></testsuite></testsuites>`,
    "2 tests, 0 failed",
    "",
  ],
  [
    "the path of a spec that is none",
    `<testsuite file="${"f".repeat(limits.specPath + 1)}">${a}</testsuite>`,
    "limit",
    "it names a spec file by more than 4096 characters (limit specPath)",
  ],
  [
    "too many specs",
    `<testsuites>${suites(limits.specs + 1)}</testsuites>`,
    "limit",
    "it tells of more than 2000 spec files (limit specs)",
  ],
  ["as many specs as there may be", `<testsuites>${suites(limits.specs)}</testsuites>`, "2000 tests, 0 failed", ""],
];

describe("a JUnit report", () => {
  for (const [title, text, says, words] of readings) {
    it(`is read with ${title}`, () => {
      const found = readJunit(text);
      if (!found.final) return assert.deepEqual([found.why, found.detail], [says, words]);
      const { total, failed, skipped } = reportCounts(found);
      const counted = `${total} tests, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
      return assert.deepEqual([counted, found.notes.join()], [says, words]);
    });
  }

  it("keeps the end of a message, however long and in whatever pieces it comes", () => {
    const texts = [
      `<failure message="${"&amp;".repeat(100_000)} the end  "/>`,
      `<failure>${"<![CDATA[x]]>y&#x41;".repeat(10_000)}<![CDATA[ the end]]>\n</failure>`,
    ];
    for (const text of texts) {
      const found = readJunit(`<testsuite><testcase name="a">${text}</testcase></testsuite>`);
      const message = found.final ? (found.specs[0]?.failing[0]?.message ?? "") : found.detail;
      assert.match(message, /^…(?:&+|(?:xyA)+|(?:yAx)+y?A?|(?:Axy)+A?) the end$/);
      assert.equal(message.length, 600);
    }
  });
});

function suites(count: number): string {
  return Array.from({ length: count }, (_, index) => `<testsuite file="${index}">${a}</testsuite>`).join("");
}
