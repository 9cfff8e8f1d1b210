import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import { reportCounts, type TestCounts } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { realRun, realRuns } from "./fixtures.ts";

type Ending = "passed" | "failed" | "skipped" | "flaky";
interface Test {
  readonly title: string;
  readonly ending: Ending;
}
interface Suite {
  readonly file: string | null;
  readonly tests: readonly Test[];
  readonly suites: readonly Suite[];
}

/** Text that XML can hold. */
const text = fc
  .string({ unit: "grapheme", maxLength: 12 })
  .map((raw) => raw.replace(/[^\t\n -\ud7ff\ue000-\ufffd]/g, "?"));
const test = fc.record({ title: text, ending: fc.constantFrom<Ending[]>("passed", "failed", "skipped", "flaky") });
const { suite } = fc.letrec<{ suite: Suite }>((tie) => ({
  suite: fc.record({
    file: fc.option(fc.constantFrom("a.js", "b&<.js")),
    tests: fc.array(test, { maxLength: 4 }),
    suites: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie("suite"), { maxLength: 3 })),
  }),
}));

describe("any report", () => {
  it("is counted as it was made, in JUnit", () => {
    fc.assert(
      fc.property(fc.array(suite, { maxLength: 4 }), (suites) => {
        const root = create().ele("testsuites");
        for (const one of suites) addJunit(root, one);
        assertCounts(readReportBytes(Buffer.from(root.end()), "junit"), countsOf(suites));
      }),
    );
  });

  it("is counted as it was made, in mochawesome", () => {
    fc.assert(
      fc.property(fc.array(suite, { maxLength: 4 }), (suites) => {
        const json = JSON.stringify({ stats: {}, results: suites.map(mochawesomeSuite) });
        assertCounts(readReportBytes(Buffer.from(json), "mochawesome"), { ...countsOf(suites), flaky: 0 });
      }),
    );
  });

  it("is not final when it is made of random bytes or words", () => {
    const words = fc.array(
      fc.constantFrom(
        "<testsuite>",
        "</testsuites>",
        "<testcase",
        "/>",
        "{",
        '"stats":',
        "[",
        ",",
        "}",
        "]",
        "&",
        '"',
        "\0",
      ),
    );
    const bytes = fc.oneof(
      fc.uint8Array(),
      words.map((parts) => Buffer.from(parts.join(""))),
    );
    fc.assert(
      fc.property(bytes, fc.constantFrom("junit" as const, "mochawesome" as const), (noise, kind) => {
        assert.equal(readReportBytes(noise, kind).final, false);
      }),
      { numRuns: 500 },
    );
  });

  it("never throws, and says why it is not final, when bytes of it are lost or replaced", () => {
    const runs = realRuns().map((run) => run.name);
    const damage = fc.record({
      run: fc.constantFrom(...runs),
      at: fc.nat(),
      lost: fc.nat(40),
      put: fc.uint8Array({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(damage, ({ run, at, lost, put }) => {
        for (const kind of ["junit", "mochawesome"] as const) {
          const bytes = realRun(run)[kind];
          const start = at % bytes.length;
          const damaged = Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + lost)]);
          const reading = readReportBytes(damaged, kind);
          assert.equal(reading.kind, kind);
          if (!reading.final) assert.match(reading.detail, /^its? /);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function addJunit(parent: XMLBuilder, { file, tests, suites }: Suite): void {
  const element = parent.ele("testsuite", file === null ? {} : { file });
  for (const { title, ending } of tests) {
    const testcase = element.ele("testcase", { name: title });
    if (ending === "failed") testcase.ele("failure", { message: title }).txt(title);
    if (ending === "skipped") testcase.ele("skipped");
    if (ending === "flaky") testcase.ele("flakyFailure").dat(title);
  }
  for (const inner of suites) addJunit(element, inner);
}

function mochawesomeSuite({ file, tests, suites }: Suite): unknown {
  const state = (ending: Ending): string => (ending === "flaky" ? "passed" : ending);
  return {
    fullFile: file ?? "",
    tests: tests.map(({ title, ending }) => ({ title, state: state(ending) })),
    suites: suites.map(mochawesomeSuite),
  };
}

function countsOf(suites: readonly Suite[]): TestCounts {
  const tests = allTests(suites);
  const count = (ending: Ending): number => tests.filter((one) => one.ending === ending).length;
  const flaky = count("flaky");
  return {
    total: tests.length,
    passed: count("passed") + flaky,
    failed: count("failed"),
    skipped: count("skipped"),
    flaky,
  };
}

function allTests(suites: readonly Suite[]): readonly Test[] {
  return suites.flatMap((one) => [...one.tests, ...allTests(one.suites)]);
}

function assertCounts(reading: ReturnType<typeof readReportBytes>, expected: TestCounts): void {
  assert.ok(reading.final, JSON.stringify(reading));
  assert.deepEqual(reportCounts(reading), expected);
}
