import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { reportCounts, type ReportReading, type TestCounts } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { junitHabits, junitReport } from "./anyjunit.ts";
import { mochawesomeHabits, mochawesomeReport } from "./anymochawesome.ts";
import { anySuites, countsOf } from "./anysuites.ts";
import { realRun, realRuns } from "./fixtures.ts";

/** Where to cut a report, as parts of its length, and always close to either end. */
const cuts = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 8, maxLength: 8 });

describe("any report", () => {
  it("is counted as it was made, in JUnit", () => {
    fc.assert(
      fc.property(anySuites, junitHabits, (suites, habits) => {
        const expected = countsOf(suites, true);
        // Where no test is listed, what the attributes say counts.
        const said = expected.total === 0 ? undefined : habits.said;
        assertCounts(readReportBytes(junitReport(suites, { ...habits, said }).bytes, "junit"), expected);
      }),
      { numRuns: 400 },
    );
  });

  it("is counted as it was made, in mochawesome", () => {
    fc.assert(
      fc.property(anySuites, mochawesomeHabits, (suites, habits) => {
        const reading = readReportBytes(mochawesomeReport(suites, habits).bytes, "mochawesome");
        assertCounts(reading, countsOf(suites, false));
      }),
      { numRuns: 400 },
    );
  });

  it("is never final when it is cut, wherever that is", () => {
    fc.assert(
      fc.property(anySuites, junitHabits, mochawesomeHabits, cuts, (suites, junit, mochawesome, parts) => {
        for (const [kind, { bytes, end }] of [
          ["junit", junitReport(suites, junit)],
          ["mochawesome", mochawesomeReport(suites, mochawesome)],
        ] as const) {
          for (const at of [0, 1, 2, end - 1, end - 2, ...parts.map((part) => Math.floor(part * end))]) {
            const reading = readReportBytes(bytes.subarray(0, at), kind);
            assert.ok(!reading.final, `the first ${at} bytes of ${end}`);
          }
        }
      }),
      { numRuns: 300 },
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

function assertCounts(reading: ReportReading, expected: TestCounts): void {
  assert.ok(reading.final, JSON.stringify(reading));
  assert.deepEqual(reportCounts(reading), expected);
}
