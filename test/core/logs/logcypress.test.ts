import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { coloured, cypressLog, oneOfThreeRed, totalRow, twoGreen } from "./cypresslog.ts";
import { fold } from "./foldlog.ts";

describe("Cypress's own output", () => {
  test("a run whose specs all passed has ended with as many specs as its table has rows", () => {
    const facts = fold(cypressLog(twoGreen));
    assert.deepEqual(facts.totals, { failed: 0, of: 2 });
    assert.deepEqual(facts.totalRows, { failed: 0, all: 1 });
    assert.equal(facts.end?.by, "cypress");
    assert.match(facts.end.line, /^✔ All specs passed! 01:06 5 5 - - -$/);
    assert.deepEqual([facts.starts, facts.open, facts.awaitingTotals], [1, false, false]);
  });

  test("a run with a failed spec, its name over two lines, has ended with what failed of how many", () => {
    const facts = fold(cypressLog(oneOfThreeRed));
    assert.deepEqual(facts.totals, { failed: 1, of: 3 });
    assert.deepEqual(facts.totalRows, { failed: 1, all: 1 });
    assert.deepEqual([facts.specRows, facts.open], [3, false]);
  });

  test("a crashed spec is a row too", () => {
    const facts = fold(cypressLog([...twoGreen, { name: "crash.cy.js", tests: null, failing: 1 }]));
    assert.deepEqual(facts.totals, { failed: 1, of: 3 });
    assert.equal(facts.specRows, 3);
  });

  test("a run that goes on is open, however many tests pass and fail", () => {
    const facts = fold(cypressLog(oneOfThreeRed, "specs"));
    assert.deepEqual([facts.starts, facts.open, facts.end, facts.awaitingTotals], [1, true, null, false]);
  });

  test("a table without total row, or no table at all, leaves the run open and its totals awaited", () => {
    for (const until of ["table", "header"] as const) {
      const facts = fold(cypressLog(twoGreen, until));
      assert.deepEqual([facts.open, facts.awaitingTotals, facts.end, facts.totals], [true, true, null, null]);
    }
  });

  test("a total row saying that the run was canceled is a cancel and no end", () => {
    const row = "    -  The run was canceled                     00:07        1        1        -        -        -  ";
    const skipped =
      "  │ -  a.cy.js                                SKIPPED        -        -        -        -        - │";
    const said = "\n  Exiting with non-zero exit code because the run was canceled.";
    const facts = fold(`${cypressLog(twoGreen, "table")}${skipped}\n${row}\n${said}`);
    assert.equal(facts.cancelled, "Exiting with non-zero exit code because the run was canceled.");
    assert.deepEqual([facts.end, facts.open, facts.awaitingTotals, facts.totals], [null, false, false, null]);
    assert.equal(facts.specRows, 3);
  });

  test("a canceled run takes the end of the one before it back, whose beginning may be missing", () => {
    const row = "    -  The run was canceled                     00:07        1        1        -        -        -  ";
    const facts = fold(`${cypressLog(twoGreen)}  (Run Finished)\n${row}\n`);
    assert.deepEqual([facts.end, facts.cancelled === null], [null, false]);
  });

  test("of several runs in one log the newest stands and all total rows are counted", () => {
    const facts = fold(cypressLog(oneOfThreeRed) + cypressLog(twoGreen));
    assert.deepEqual(facts.totals, { failed: 0, of: 2 });
    assert.deepEqual(facts.totalRows, { failed: 1, all: 2 });
    assert.deepEqual([facts.starts, facts.open], [2, false]);
  });

  test("a run begun after an ended one takes that end back", () => {
    const facts = fold(cypressLog(twoGreen) + cypressLog(twoGreen, "specs"));
    assert.deepEqual([facts.starts, facts.open, facts.end], [2, true, null]);
    assert.deepEqual(facts.totals, { failed: 0, of: 2 });
  });

  test("a run begun after one without total row no longer awaits that", () => {
    assert.equal(fold(cypressLog(oneOfThreeRed, "table") + cypressLog(twoGreen, "specs")).awaitingTotals, false);
    const facts = fold(cypressLog(oneOfThreeRed, "table") + cypressLog(twoGreen));
    assert.deepEqual([facts.awaitingTotals, facts.totals?.of, facts.totalRows.all, facts.starts], [false, 2, 1, 2]);
  });

  test("a log that lacks its beginning still ends with its total row", () => {
    const log = cypressLog(twoGreen);
    const facts = fold(log.slice(log.indexOf("(Run Finished)")));
    assert.deepEqual([facts.starts, facts.open, facts.end?.by], [0, false, "cypress"]);
  });

  test("a total row without its header, such as that of a run before the registration, tells nothing", () => {
    const facts = fold(totalRow(twoGreen));
    assert.deepEqual([facts.end, facts.totals], [null, null]);
  });

  test("colours change nothing", () => {
    assert.deepEqual(fold(coloured(cypressLog(oneOfThreeRed))), fold(cypressLog(oneOfThreeRed)));
  });

  const broken: readonly [how: string, (log: string) => string][] = [
    ["carriage returns", (log) => log.replaceAll("\n", "\r\n")],
    ["Windows' own ticks", (log) => log.replace(/✔/g, "√").replace(/✖/g, "×")],
    ["no ticks", (log) => log.replace(/[✔✖]/g, " ")],
    ["question marks for all that is not ASCII", (log) => log.replace(/[^\n -~]/g, "?")],
    ["replacement characters", (log) => log.replace(/[^\n -~]/g, "\ufffd\ufffd\ufffd")],
    ["code page 437", (log) => reread(log, { "│": "Γöé", "─": "ΓöÇ", "✔": "Γ£ö", "✖": "Γ£û" })],
    ["code page 850", (log) => reread(log, { "│": "Ôöé", "─": "ÔöÇ", "✔": "Ô£ö", "✖": "Ô£û" })],
    ["code page 1252", (log) => reread(log, { "│": "â”‚", "─": "â”€", "✔": "âœ”", "✖": "âœ–" })],
  ];
  for (const [how, change] of broken) {
    test(`a log is understood with ${how}`, () => {
      const facts = fold(change(cypressLog(oneOfThreeRed)));
      assert.deepEqual([facts.totals, facts.specRows, facts.open], [{ failed: 1, of: 3 }, 3, false]);
      assert.deepEqual(fold(change(cypressLog(twoGreen))).totals, { failed: 0, of: 2 });
    });
  }
});

/** What a console that takes UTF-8 for its own code page makes of a log. */
function reread(log: string, table: Readonly<Record<string, string>>): string {
  return log.replace(/[^\n -~]/g, (character) => table[character] ?? character);
}
