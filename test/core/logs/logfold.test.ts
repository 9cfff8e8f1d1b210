import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { cypressLog, twoGreen } from "./cypresslog.ts";
import { fold, withMarkers } from "./foldlog.ts";

describe("Configured markers", () => {
  const own = withMarkers({ start: ["run of .* begins"], end: ["=== run over( at .*)?"] });

  test("they open and close a run, in any case, without being anchored by the user", () => {
    assert.equal(fold("Run of nightly begins", own).open, true);
    const facts = fold("run of nightly begins\n=== RUN OVER at 12:00", own);
    assert.deepEqual([facts.open, facts.end], [false, { by: "configured", line: "=== RUN OVER at 12:00" }]);
  });

  test("a line that only contains them says nothing", () => {
    const facts = fold("echo run of nightly begins\n=== run overdue\n> === run over", own);
    assert.deepEqual([facts.starts, facts.end], [0, null]);
  });

  test("alternatives are anchored as a whole", () => {
    assert.equal(fold("over and out", withMarkers({ end: ["over|done"] })).end, null);
    assert.notEqual(fold("done", withMarkers({ end: ["over|done"] })).end, null);
  });

  test("a configured end does not make up for Cypress's missing total row", () => {
    const facts = fold(`${cypressLog(twoGreen, "table")}=== run over`, own);
    assert.deepEqual([facts.end?.by, facts.awaitingTotals], ["configured", true]);
  });
});

describe("Cancel and kill markers", () => {
  const end = withMarkers({ end: ["=== run over"] });

  test("one within a run stands, and stands beside a configured end that a script prints all the same", () => {
    assert.equal(fold(`${cypressLog(twoGreen, "specs")}Killed`).killed, "Killed");
    assert.equal(fold("Killed\n=== run over", end).killed, "Killed");
    assert.equal(fold("Run cancelled by operator\n=== run over", end).cancelled, "Run cancelled by operator");
  });

  test("one after an end with no start open is not of the run", () => {
    const facts = fold(`${cypressLog(twoGreen)}Terminated\nThe run was cancelled`);
    assert.deepEqual([facts.killed, facts.cancelled], [null, null]);
    assert.equal(fold("=== run over\nKilled", end).killed, null);
  });

  test("a run that reached its total row afterwards was not killed", () => {
    const specs = cypressLog(twoGreen, "specs");
    const facts = fold(`${specs}Killed\nrun cancelled\n${cypressLog(twoGreen).slice(specs.length)}`);
    assert.deepEqual([facts.killed, facts.cancelled, facts.end?.by], [null, null, "cypress"]);
  });

  test("a run that was started again takes them back, and its starts still outnumber its total rows", () => {
    const broken = `${cypressLog(twoGreen, "specs")}Killed\nrun cancelled\n`;
    const again = fold(broken + cypressLog(twoGreen, "specs"));
    assert.deepEqual([again.killed, again.cancelled, again.open], [null, null, true]);
    const facts = fold(broken + cypressLog(twoGreen));
    assert.deepEqual([facts.killed, facts.cancelled, facts.end?.by], [null, null, "cypress"]);
    assert.deepEqual([facts.starts, facts.totalRows.all], [2, 1]);
  });
});

describe("Any line", () => {
  test("blank lines are not counted, others are", () => {
    assert.equal(fold("\n  \t\n\u001b[0m\r\n│      │\na\n  b\n").lines, 2);
  });

  test("a stored line is short, on one line and without control characters", () => {
    const facts = fold(`\u0007over\tand ${"x".repeat(500)}`, withMarkers({ end: ["over.*"] }));
    assert.equal(facts.end?.line.length, 200);
    assert.match(facts.end.line, /^over and x+…$/);
  });

  test("whatever a line holds, it is taken in and leaves short text only", () => {
    const line = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom("Killed", "  (Run Finished)"));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const facts = fold(lines.join("\n"), withMarkers({ end: [".*e.*"], killed: [".*k.*"] }));
        const kept = [facts.end?.line, facts.killed, facts.cancelled, ...facts.machines].filter((text) => text != null);
        assert.ok(kept.every((text) => text.length <= 200 && !/\p{Cc}/u.test(text)));
      }),
    );
  });
});
