import assert from "node:assert/strict";
import { test } from "node:test";
import { at, begins, finishes, junit, log, mochawesome, spec, unfinished, type Paper } from "../papers.ts";
import { a, b, c, aRed, grouped, hash, hashed, m1, m1m2, other, over, ran } from "../runs.ts";
import { named, settle, watching } from "../situations.ts";

test("two Cypress runs with a file each, both overwritten spec by spec, are no files that keep specs apart", () => {
  const [smoke, full] = [at("xml/nightly/m1/smoke.xml", junit("m1", a)), at("xml/nightly/m1/full.xml", junit("m1", c))];
  const run = m1()
    .look(30, { files: [smoke] })
    .look(60, { files: [smoke, full] });
  assert.match(over(run), /^RUNNING.*specs-untold/);
});

test("a machine called vm_101, and a build named by a commit, are no counter and no [hash]", () => {
  const named101 = watching(named("vm_101")).look(0, { alive: [7] });
  assert.match(over(named101.look(60, { files: [at("xml/nightly_vm_101.xml", junit("vm_101", b))] })), /specs-untold/);
  const commit = at(`xml/nightly-${hash}abcdef01_m1.xml`, junit("m1", b));
  assert.match(over(m1().look(60, { files: [commit] })), /specs-untold/);
});

test("a red JUnit report that was seen is not forgotten because the one after it is ill-formed", () => {
  const reading = { final: false, kind: "junit", why: "control-characters", detail: "raw ESC", tests: 1 } as const;
  const broken: Paper = { path: "xml/nightly_m1.xml", machine: "m1", kind: "junit", reading };
  const run = m1()
    .look(30, { files: [junit("m1", aRed)] })
    .look(30, { files: [broken, mochawesome("m1", [b])] });
  assert.doesNotMatch(over(run), /^COMPLETED/);
});

test("a red JUnit report that was seen is not forgotten because the next was half-written and then deleted", () => {
  const run = m1().look(30, { files: [junit("m1", aRed)] });
  run.look(30, { files: [unfinished("m1", "empty"), mochawesome("m1", [b])] });
  assert.doesNotMatch(over(run.look(30, { files: [mochawesome("m1", [b])] })), /^COMPLETED/);
});

test("one spec seen done again explains one red run, not one in each log", () => {
  const [first, second] = [
    at("logs/nightly/m1/1.log", log([...ran(1, 1), ...ran(1)], "m1")),
    at("logs/nightly/m1/2.log", log([...ran(1, 1), ...ran(1)], "m1")),
  ];
  const run = m1()
    .look(30, { files: [junit("m1", aRed)] })
    .look(60, { files: [junit("m1", a), first] });
  assert.doesNotMatch(over(run.look(60, { files: [junit("m1", c), first, second] })), /^COMPLETED/);
});

test("a report that is taken away says nothing newer by that", () => {
  const [smoke, full] = ["xml/nightly/m1/smoke.xml", "xml/nightly/m1/full.xml"];
  const older = at(smoke, junit("m1", a));
  const run = m1().look(30, { files: [older] });
  run.look(30, { files: [older, at(full, junit("m1", aRed))] }).look(30, { files: [older, at(full, junit("m1", b))] });
  run.look(30, { files: [at(full, junit("m1", b))] }).look(30, { alive: [], exit: { status: 0 } });
  assert.doesNotMatch(run.says(), /^COMPLETED/);
});

test("a red report that was removed is not held by an older green one of the same spec", () => {
  const green = hashed(junit("m1", a), hash);
  const run = m1().look(30, { files: [green] });
  run.look(30, { files: [green, hashed(junit("m1", aRed), other)] });
  assert.match(over(run.look(30, { files: [green] })), /^TERMINATED.*machine-running/);
});

test("a red mochawesome report that was removed is not held by a green JUnit one, which lists no failed hooks", () => {
  const run = m1().look(30, { files: [junit("m1", a), mochawesome("m1", [spec("a.cy.js", "one", "!hook")])] });
  assert.match(over(run.look(30, { files: [junit("m1", a)] })), /^TERMINATED.*machine-running/);
});

test("of two files seen in one look the one written last stays the newest when it is overwritten", () => {
  const smoke = { ...at("xml/nightly/m1/smoke.xml", junit("m1", a)), written: 10 };
  const full = { ...at("xml/nightly/m1/full.xml", junit("m1", aRed)), written: 20 };
  const run = m1().look(30, { files: [full, smoke] });
  assert.equal(run.situation().machines[0]?.state, "FAILED");
  run.look(30, { files: [at("xml/nightly/m1/full.xml", junit("m1", b)), smoke] });
  assert.match(over(run), /^FAILED/);
});

test("a machine that the run's log calls FAILED is not green", () => {
  const lines = ["machine m1: RUNNING", "machine m1: FAILED"];
  assert.doesNotMatch(over(m1().look(60, { files: [junit("m1"), log(lines)] })), /^COMPLETED/);
});

test("a red result that a growing mochawesome file repeats is not done again", () => {
  const run = m1()
    .look(30, { files: [mochawesome("m1", [aRed])] })
    .look(30, { files: [mochawesome("m1", [aRed, b])] });
  run.look(30, { files: [mochawesome("m1", [aRed, b, c])] });
  const lines = [...ran(1, 1), ...ran(1), ...ran(1), ...ran(1, 1), ...ran(1)];
  assert.match(over(run.look(30, { files: [mochawesome("m1", [a, b, c]), log(lines)] })), /red-run-unexplained/);
});

test("a red report of the run as a whole that was seen is not forgotten when it is overwritten or taken away", () => {
  // The last one names the spec again, but of several machines it may be another's.
  const whole = [spec("y.cy.js", "ok"), spec("z.cy.js", "ok")].map((one) => [mochawesome(null, [one])]);
  for (const then of [[], ...whole]) {
    const run = m1m2().look(30, { files: [junit("m1"), junit("m2"), mochawesome(null, [spec("z.cy.js", "!hook")])] });
    assert.match(over(run.look(30, { files: [junit("m1"), junit("m2"), ...then] })), /^UNKNOWN.*failure-overwritten/);
  }
});

test("a machine's own log that says killed or cancelled counts, although an earlier report of it is whole", () => {
  const cancelled = [...begins, ...finishes, "    ✖  The run was canceled    00:06   3   3   -   -   -"];
  for (const lines of [["queued", "Killed"], ["queued", "The run was cancelled."], cancelled]) {
    assert.doesNotMatch(over(m1().look(60, { files: [junit("m1"), log(lines, "m1")] })), /^COMPLETED/, lines.join());
  }
});

test("of a loop over specs on one machine a Cypress run was killed, and the next went on", () => {
  for (const machine of [null, "m1"]) {
    for (const broken of [["Killed"], finishes]) {
      const lines = [...begins, ...broken, ...ran(1)];
      assert.doesNotMatch(over(m1().look(60, { files: [junit("m1", b), log(lines, machine)] })), /^COMPLETED/);
    }
  }
});

test("what a log said before it was written anew is not forgotten: 1 of 2 specs crashed on the machine before", () => {
  const green = hashed(junit("m1", b), hash);
  const first = log(ran(2, 1));
  const run = m1m2().look(30, { files: [green, first] });
  run.look(60, { files: [green, hashed(junit("m2", b), other), log(ran(1), null, {}, first)] });
  assert.doesNotMatch(over(run), /^COMPLETED/);
});

test("nor is a Cypress run that was killed before its log was written anew", () => {
  const killed = log([...begins, "Killed"]);
  const run = m1().look(30, { files: [killed] });
  assert.match(
    over(run.look(60, { files: [junit("m1", b), log(ran(1), null, {}, killed)] })),
    /^UNKNOWN.*spec-unfinished/,
  );
});

test("a red Cypress run that only the driver's log tells of is not green", () => {
  const green = [
    at(`xml/nightly-a/m1-${hash}.xml`, junit("m1", a)),
    at(`xml/nightly-a/m1-${other}.xml`, junit("m1", b)),
  ];
  const run = watching(grouped).look(0, {
    alive: [5],
    files: [log(begins)],
    groups: { a: { alive: [7], files: green } },
  });
  const next = { alive: [8], files: [junit("m2", a)] };
  run.look(60, { files: [log([...ran(3, 1), ...begins])], groups: { a: { alive: [] }, b: next } });
  assert.doesNotMatch(run.look(settle).says("a"), /^COMPLETED/);
});

test("a mochawesome report of the same run of a spec does not outdo its red JUnit report that was overwritten since", () => {
  const run = m1().look(30, { files: [junit("m1", aRed)] });
  run.look(30, { files: [junit("m1", aRed), mochawesome("m1", [a])] });
  const files = [junit("m1", b), mochawesome("m1", [a]), at("mochawesome/nightly_m1_001.json", mochawesome("m1", [b]))];
  assert.match(over(run.look(30, { files })), /^UNKNOWN.*reports-disagree/);
});

test("nor does one that names the spec twice outdo a red JUnit report that is still there", () => {
  const files = [junit("m1", aRed), { ...mochawesome("m1", [aRed]), written: 50 }];
  const again = { ...at("mochawesome/nightly_m1_001.json", mochawesome("m1", [a])), written: 60 };
  assert.match(
    over(
      m1()
        .look(30, { files })
        .look(30, { files: [...files, again] }),
    ),
    /^UNKNOWN.*reports-disagree/,
  );
});

test("a red report of a Cypress run that was killed, done again, does not explain the crash of another spec", () => {
  const killed = [...begins, "  Running:  a.cy.js   (1 of 2)", "  Running:  b.cy.js   (2 of 2)", "Killed"];
  const crash = ["  ✖  b.cy.js   00:01   -   -   1   -   -", "    ✖  1 of 2 failed (50%)    00:06   1   1   1   -   -"];
  const then = ["  Running:  b.cy.js   (1 of 1)", ...ran(1).slice(1)];
  const again = [...begins, ...then, ...begins, "  Running:  a.cy.js   (1 of 2)", ...finishes, ...crash, ...ran(1)];
  const run = m1().look(30, { files: [junit("m1", aRed), log(killed)] });
  assert.doesNotMatch(over(run.look(60, { files: [junit("m1", a), log([...killed, ...again])] })), /^COMPLETED/);
});
