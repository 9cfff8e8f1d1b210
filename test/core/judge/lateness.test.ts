import assert from "node:assert/strict";
import { test } from "node:test";
import { at, begins, behind, endsGreen, junit, log, mochawesome, spec, unfinished, type Paper } from "../papers.ts";
import { a, aRed, b, c, grouped, h1, h2, m1, m1m2, over, ran } from "../runs.ts";
import { hour, settle, watching } from "../situations.ts";

test("while the driver's log is not read to its end no group is judged by its reports alone", () => {
  const driver = log([...ran(3, 1), ...begins]);
  const said = (how: (paper: Paper) => Paper): string => {
    const run = watching(grouped).look(0, {
      alive: [5],
      files: [how(log(begins))],
      groups: { a: { alive: [7], files: [junit("m1", a), mochawesome("m1", [a])] } },
    });
    run.look(60, { files: [how(driver)], groups: { a: { alive: [] }, b: { alive: [8], files: [junit("m2", b)] } } });
    return run.look(settle).look(settle).says("a");
  };
  const inTime = said((paper) => paper);
  assert.match(inTime, /^UNKNOWN .*driver-log-red/);
  assert.match(said(behind), /^RUNNING .*cannot-look/);
});

for (const why of ["behind", "unreadable"] as const) {
  test(`a report that went away while it was ${why} is not forgotten`, () => {
    const run = m1().look(30, { files: [at(h1, junit("m1", a)), at(h2, unfinished("m1", why))] });
    assert.match(over(run.look(30, { files: [at(h1, junit("m1", a))] })), /^UNKNOWN .*file-lost/);
  });
}

test("what stood in the rest of a log that was replaced is not forgotten", () => {
  const reports = [junit("m1", a), junit("m2", b)];
  const run = m1m2().look(30, { files: [...reports, behind(log(ran(2, 1)))] });
  assert.match(
    over(run.look(30, { files: [...reports, log(ran(1), null, {}, behind(log(ran(2, 1))))] })),
    /^UNKNOWN .*file-lost/,
  );
});

test("an older log that is read later does not take the last word", () => {
  const logs = (late: boolean): readonly Paper[] => {
    const first = { ...at("logs/nightly/m1/1.log", log(ran(1, 1), "m1")), written: 5 };
    return [late ? behind(first) : first, { ...at("logs/nightly/m1/2.log", log(ran(1), "m1")), written: 25 }];
  };
  const said = (late: boolean): string => {
    const run = m1().look(30, { files: [junit("m1", aRed)] });
    run.look(30, { files: [junit("m1", a), ...logs(late)] });
    return over(run.look(30, { files: [junit("m1", a), ...logs(false)] }));
  };
  assert.match(said(false), /^COMPLETED/);
  assert.equal(said(true), said(false));
});

test("a JUnit report with raw control characters is not made up for by another spec's mochawesome", () => {
  const broken = at(h1, unfinished("m1", "control-characters", 2));
  const files = [broken, at(h2, junit("m1", c)), mochawesome("m1", [spec("c.cy.js", "three", "four")])];
  assert.doesNotMatch(over(m1().look(30, { files })), /^COMPLETED/);
});

test("nor does it make up for specs that were overwritten before", () => {
  const run = m1().look(30, { files: [junit("m1", spec("a.cy.js", "one", "two", "three"))] });
  run.look(30, { files: [unfinished("m1", "control-characters", 1), mochawesome("m1", [b])] });
  assert.doesNotMatch(over(run), /^COMPLETED/);
});

test("a log that went away while it was still being read is a contradiction, and holds nothing open for ever", () => {
  const whole = log([...begins, ...endsGreen]);
  const run = m1()
    .look(30, { alive: [], files: [junit("m1"), behind(whole)] })
    .look(settle, { files: [junit("m1")] })
    .look(settle);
  assert.match(run.says(), /^UNKNOWN ended-incomplete: file-lost/);
});

test("a report that there was no time to read holds the run open, whatever else would close it", () => {
  const late = unfinished("m1", "behind");
  const run = m1()
    .look(30, { alive: [], files: [late, log([...begins, ...endsGreen])] })
    .look(4 * 24 * hour);
  assert.match(run.says(), /^RUNNING in-progress: file-behind/);
  assert.match(
    run
      .look(30, { files: [junit("m1"), log([...begins, ...endsGreen])] })
      .look(settle)
      .says(),
    /^COMPLETED/,
  );
});
