import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ReportKind } from "../../src/core/reports/report.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import { realRun, realRuns } from "./fixtures.ts";

const unfit = ["huge-message", "control-title", "hostile-names", "deep"];

describe("a report that is cut", () => {
  for (const { name, junit, mochawesome } of realRuns().filter((run) => !unfit.includes(run.name))) {
    it(`is never final, wherever the reports of the run "${name}" are cut`, () => {
      assertCutEverywhere(junit, "junit");
      assertCutEverywhere(mochawesome, "mochawesome");
    });
  }

  it("is never final in UTF-16 or behind a byte order mark", () => {
    const { junit, mochawesome } = realRun("unicode");
    assertCutEverywhere(utf16(junit), "junit");
    assertCutEverywhere(Buffer.concat([Buffer.from("\ufeff"), junit]), "junit");
    assertCutEverywhere(utf16(mochawesome), "mochawesome");
    assertCutEverywhere(Buffer.concat([Buffer.from("\ufeff"), mochawesome]), "mochawesome");
  });

  it("is never final in the markup that reporters rarely write", () => {
    const rare =
      `<?xml version='1.0'?>\n<!-- made -->\n<?style a?><j:testsuites xmlns:j="x" ><j:testsuite name = 'a>b'>` +
      `<![CDATA[ ]] ]]><!-- no - test --><j:testcase name="&#x41;&amp;"/>text ]&gt; </j:testsuite ></j:testsuites >`;
    assertCutEverywhere(Buffer.from(rare), "junit");
  });

  it("is not final when half a character follows after its end", () => {
    const { junit, mochawesome } = realRun("pass");
    for (const reading of [
      readReportBytes(Buffer.concat([junit, Buffer.from([0xc3])]), "junit"),
      readReportBytes(Buffer.concat([mochawesome, Buffer.from([0xc3])]), "mochawesome"),
    ]) {
      assert.equal(reading.final || reading.why, "trailing");
    }
  });

  it("still counts the tests before the cut", () => {
    for (const [kind, bytes] of Object.entries({
      junit: realRun("fail").junit,
      mochawesome: realRun("fail").mochawesome,
    })) {
      const third = bytes.indexOf("calculator throws no error");
      const reading = readReportBytes(bytes.subarray(0, third), kind as ReportKind);
      assert.ok(!reading.final);
      assert.ok(reading.tests >= 3 && reading.tests <= 4, `${kind}: ${reading.tests}`);
    }
  });
});

function assertCutEverywhere(bytes: Buffer, kind: ReportKind): void {
  assert.ok(readReportBytes(bytes, kind).final);
  for (let length = 0; length < bytes.length; length++) {
    const reading = readReportBytes(bytes.subarray(0, length), kind);
    const why = reading.final ? "final" : reading.why;
    if (why !== "cut" && why !== "empty") assert.fail(`the first ${length} bytes of ${bytes.length} are ${why}`);
  }
}

function utf16(utf8: Buffer): Buffer {
  return Buffer.from(`\ufeff${utf8.toString()}`, "utf16le");
}
