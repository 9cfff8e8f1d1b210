import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { anyRuns, greenRun, newestOutcomes, played, redInOneBrowser } from "../anycypress.ts";
import { cypressLog, type Started } from "../logs/cypresslog.ts";
import { at, behind, junit, log, mochawesome, spec, type Paper } from "../papers.ts";
import { over } from "../runs.ts";
import { named, watching, type Timeline } from "../situations.ts";

const [a, aRed] = [
  spec("cypress/e2e/backup/full.cy.js", "one", "two"),
  spec("cypress/e2e/backup/full.cy.js", "!one", "two"),
];
const b = spec("cypress/e2e/restore.cy.js", "three");

/** What a log tells of a Cypress run of these specs; `crash`: no test of it was known. */
function run(specs: Readonly<Record<string, "green" | "red" | "crash">>, started: Started = {}): readonly string[] {
  const rows = Object.entries(specs).map(([name, how]) => ({
    name,
    tests: how === "crash" ? null : 2,
    failing: how === "green" ? 0 : 1,
  }));
  return cypressLog(rows, "total", started).split("\n");
}

const all = run({ "backup/full.cy.js": "red", "restore.cy.js": "green" });
const again = run({ "backup/full.cy.js": "green", "restore.cy.js": "green" });
const alone = { searched: "cypress/e2e/backup/full.cy.js" };

/** Looks saw the red report, and then that of another spec in its place. The log's lines, look by look. */
function seen(
  machine: string | null,
  request: Parameters<typeof watching>[0],
  ...lines: readonly (readonly string[])[]
): Timeline {
  const timeline = watching(request).look(0, { alive: [7] });
  const papers = [junit("m1", aRed), ...lines.map(() => junit("m1", b))];
  for (const [index, paper] of papers.entries()) {
    const told = lines.slice(0, index).flat();
    timeline.look(30, { files: [paper, log(["$ npx cypress run", ...told], machine)] });
  }
  return timeline;
}

const m1 = named("m1");

describe("A failed spec that was done again, of whose second report no look saw anything,", () => {
  test("is as the log's tables tell it: in a log of the run, in one of the machine, and in whatever looks the rows come", () => {
    for (const machine of [null, "m1"]) {
      for (const timeline of [seen(machine, m1, all, again), seen(machine, m1, [...all, ...again])]) {
        assert.match(over(timeline), /^COMPLETED/);
        const [m] = timeline.situation().machines;
        assert.deepEqual([m?.tests, m?.redone], [{ total: 3, passed: 3, failed: 0, skipped: 0, flaky: 0 }, 1]);
      }
    }
  });

  test("is known by what the second run searched for, where that was this spec alone", () => {
    assert.match(over(seen(null, m1, all, run({ "full.cy.js": "green" }, alone))), /^COMPLETED/);
  });

  test("has failed where the row may be of another spec of that name", () => {
    const other = { searched: "cypress/e2e/other/full.cy.js" };
    for (const started of [other, { searched: "cypress/e2e/*/full.cy.js" }, { searched: " " }]) {
      assert.match(over(seen(null, m1, all, run({ "full.cy.js": "green" }, started))), /^FAILED/);
    }
  });

  test("has failed where the row is of another browser", () => {
    assert.match(
      over(seen(null, m1, all, run({ "full.cy.js": "green" }, { ...alone, browser: "Chrome 116" }))),
      /^FAILED/,
    );
  });

  test("has failed where the log may tell of another machine", () => {
    assert.doesNotMatch(
      over(
        seen(null, named("m1", "m2"), all, again).look(30, {
          files: [junit("m1", b), junit("m2", a), log([...all, ...again])],
        }),
      ),
      /^COMPLETED/,
    );
    assert.doesNotMatch(over(seen(null, {}, all, again)), /^COMPLETED/);
  });

  test("has failed where it failed once more, told by a row or by a report", () => {
    assert.match(
      over(seen(null, m1, all, again, run({ "full.cy.js": "red" }, alone), run({ "restore.cy.js": "green" }))),
      /^FAILED/,
    );
    const timeline = seen(null, m1, all, again);
    timeline.look(30, { files: [junit("m1", aRed), log([...all, ...again])] });
    assert.match(over(timeline.look(30, { files: [junit("m1", b), log([...all, ...again])] })), /^FAILED/);
  });

  test("has failed where the row was there before its report: that is of a later run", () => {
    const lines = log([...all, ...again]);
    const timeline = watching(m1).look(0, { alive: [7], files: [lines] });
    timeline.look(30, { files: [lines, junit("m1", aRed)] });
    assert.match(over(timeline.look(30, { files: [lines, junit("m1", b)] })), /^FAILED/);
    const together = watching(m1)
      .look(0, { alive: [7] })
      .look(30, { files: [lines, junit("m1", aRed)] });
    assert.match(over(together.look(30, { files: [lines, junit("m1", b)] })), /^FAILED/);
  });

  test("has failed where the look that saw its report had not read the log to its end", () => {
    const timeline = watching(m1)
      .look(0, { alive: [7] })
      .look(30, { files: [junit("m1", aRed), behind(log(all))] });
    assert.match(over(timeline.look(30, { files: [junit("m1", b), log([...all, ...again])] })), /^FAILED/);
  });

  test("has failed while a report that is there says so, whatever a row says", () => {
    const hashed = at(`xml/nightly_m1-${"0".repeat(32)}.xml`, junit("m1", aRed));
    const timeline = watching(m1)
      .look(0, { alive: [7] })
      .look(30, { files: [hashed, log(all)] });
    assert.doesNotMatch(over(timeline.look(30, { files: [hashed, log([...all, ...again])] })), /^COMPLETED/);
  });

  test("is no word on another spec of which the reports disagree", () => {
    const timeline = seen(null, m1, all, again);
    const mochawesomes = [mochawesome("m1", [a, spec("cypress/e2e/restore.cy.js", "!three")])];
    assert.doesNotMatch(
      over(timeline.look(30, { files: [junit("m1", b), ...mochawesomes, log([...all, ...again])] })),
      /^COMPLETED/,
    );
  });
});

describe("A crashed spec, which has no report,", () => {
  const crashed = run({ "backup/full.cy.js": "crash", "restore.cy.js": "green" });
  const files = (lines: readonly string[], machine: string | null = null): readonly Paper[] => [
    junit("m1", b),
    log(lines, machine),
  ];

  test("counts no more once a table calls it passed", () => {
    for (const machine of [null, "m1"]) {
      const timeline = watching(m1).look(0, { alive: [7] });
      const lines = [...crashed, ...run({ "full.cy.js": "green" }, alone)];
      assert.match(over(timeline.look(30, { files: files(lines, machine) })), /^COMPLETED/);
      assert.equal(timeline.situation().machines[0]?.lastReportOnly, true);
    }
  });

  test("is unexplained where another spec, browser or machine ran, or nothing was tested", () => {
    const others: readonly (readonly string[])[] = [
      run({ "restore.cy.js": "green" }),
      run({ "full.cy.js": "green" }, { searched: "cypress/e2e/other/full.cy.js" }),
      run({ "full.cy.js": "green" }, { ...alone, browser: "Chrome 116 (headless)" }),
      cypressLog([{ name: "full.cy.js", tests: 0, failing: 0 }], "total", alone).split("\n"),
    ];
    for (const lines of others) {
      const timeline = watching(m1).look(0, { alive: [7] });
      assert.match(over(timeline.look(30, { files: files([...crashed, ...lines]) })), /^UNKNOWN.*red-run-unexplained/);
    }
    const two = watching(named("m1", "m2")).look(0, { alive: [7] });
    const lines = [...crashed, ...again, ...again];
    assert.match(over(two.look(30, { files: [...files(lines), junit("m2", b)] })), /^UNKNOWN.*red-run-unexplained/);
  });
});

describe("Whatever a driver runs on its machines, in whatever looks it is seen,", () => {
  for (const machines of [["m1"], ["m1", "m2"]]) {
    test(`nothing is green unless each spec passed last, on ${machines.join(" and ")}`, () => {
      const looks = fc.array(fc.boolean(), { minLength: 3, maxLength: 8 });
      let posted = 0;
      fc.assert(
        fc.property(anyRuns(machines), looks, (runs, when) => {
          if (!played(machines, runs, when).says().startsWith("COMPLETED")) return;
          posted += 1;
          assert.deepEqual(new Set(newestOutcomes(runs).values()), new Set(["green"]));
        }),
        {
          numRuns: 100,
          examples: [
            [machines.map(greenRun), [true]],
            [redInOneBrowser("m1"), [true, false, false]],
          ],
        },
      );
      assert.ok(posted > 0, "the example is posted as green");
    });
  }
});
