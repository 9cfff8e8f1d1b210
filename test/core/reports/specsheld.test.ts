import assert from "node:assert/strict";
import { test } from "node:test";
import { at, begins, endsRed, junit, log, mochawesome, spec, unfinished, type Paper } from "../papers.ts";
import { a, b, c, aRed, hash, m1, ran } from "../runs.ts";
import { named, watching } from "../situations.ts";

function held(files: readonly Paper[], machines: readonly string[] = ["m1"]): string | undefined {
  return watching(named(...machines))
    .look(0, { alive: [7], files })
    .situation().machines[0]?.specsHeld;
}

const rows: readonly (readonly [title: string, files: readonly Paper[], said: "all" | "untold" | "missed"])[] = [
  ["one JUnit file of one spec, and nothing beside it", [junit("m1", a)], "untold"],
  ["one mochawesome file of one spec, and nothing beside it", [mochawesome("m1", [a])], "untold"],
  ["one file of each kind", [junit("m1", a), mochawesome("m1", [a])], "all"],
  [
    "one of each kind, of which the JUnit is ill-formed by control characters",
    [unfinished("m1", "control-characters", 1), mochawesome("m1", [a])],
    "all",
  ],
  [
    "one of each kind, of which the JUnit is ill-formed otherwise",
    [unfinished("m1", "ill-formed", 1), mochawesome("m1", [a])],
    "untold",
  ],
  [
    "two JUnit files with names that do not differ by spec",
    [junit("m1", a), at("xml/nightly/m1/2.xml", junit("m1", b))],
    "untold",
  ],
  ["a hash in the file's name", [at(`xml/nightly_m1-${hash}.xml`, junit("m1", a))], "all"],
  [
    "a hash in the file's name, in the machine's folder",
    [at(`xml/nightly/m1/results.${hash}.xml`, junit("m1", a))],
    "all",
  ],
  ["a hash in one of two names", [junit("m1", a), at(`xml/nightly_m1-${hash}.xml`, junit("m1", b))], "untold"],
  ["a counter in the file's name", [at("mochawesome/nightly_m1_001.json", mochawesome("m1", [a]))], "all"],
  [
    "a file and one that goes on counting from it",
    [mochawesome("m1", [a]), at("mochawesome/nightly_m1_001.json", mochawesome("m1", [b]))],
    "all",
  ],
  [
    "two mochawesome files that do not count",
    [mochawesome("m1", [a]), at("mochawesome/nightly/m1/2.json", mochawesome("m1", [b]))],
    "untold",
  ],
  ["several specs in one file", [junit("m1", a, b)], "all"],
  ["its log counts as many specs", [junit("m1", a), log(ran(1), "m1")], "all"],
  ["the run's log counts as many, for the one machine there is", [junit("m1", a), log(ran(1))], "all"],
  ["its log counts more", [junit("m1", a), mochawesome("m1", [a]), log(ran(2), "m1")], "missed"],
  ["the run's log counts more", [junit("m1", a), log(ran(2))], "missed"],
  [
    "a failed spec in the log has no report: it crashed",
    [junit("m1", a), log([...begins, ...endsRed(1, 2)], "m1")],
    "all",
  ],
  [
    "two failed specs of three, one of them crashed",
    [junit("m1", spec("a", "!one"), b), log([...begins, ...endsRed(2, 3)], "m1")],
    "all",
  ],
  ["two runs in its log, and a report for each", [junit("m1", a, b), log([...ran(1), ...ran(1)], "m1")], "all"],
  [
    "two runs in its log, both green, and one report: the same spec again, or another",
    [junit("m1", a), log([...ran(1), ...ran(1)], "m1")],
    "missed",
  ],
  [
    "two runs in its log, one of them red, and one report",
    [junit("m1", a), log([...begins, ...endsRed(1, 2), ...ran(1)], "m1")],
    "untold",
  ],
];

for (const [title, files, said] of rows) test(`${title}: ${said}`, () => assert.equal(held(files), said));

test("the run's log of one Cypress run for each machine counts the specs of all machines", () => {
  const two = ["m1", "m2"];
  assert.equal(held([junit("m1", a), junit("m2", a), log([...ran(1), ...ran(1)])], two), "all");
  assert.equal(held([junit("m1", a), junit("m2", a), log([...ran(2), ...ran(1)])], two), "missed");
});

test("where its log counts more, the counts are those of the last report only", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1", c), log(ran(3), "m1")] });
  assert.equal(run.situation().machines[0]?.lastReportOnly, true);
});

test("specs seen overwritten are all held once the log counts no more", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1", a)] });
  assert.equal(run.look(30, { files: [junit("m1", b)] }).situation().machines[0]?.specsHeld, "untold");
  assert.equal(run.look(30, { files: [junit("m1", b), log(ran(2), "m1")] }).situation().machines[0]?.specsHeld, "all");
});

test("what does not count the specs, or counts more, vouches for none", () => {
  assert.equal(held([junit("m1", a), log(["working"], "m1")]), "untold");
  assert.equal(held([junit("m1", aRed), log([...begins, ...endsRed(1, 2)], "m1")]), "missed");
  assert.equal(held([at("xml/nightly/m1.xml", junit("m1", a)), unfinished("m1", "cut")]), "untold");
  assert.equal(held([junit("m1", a), mochawesome("m1", [a]), log(ran(2))]), "missed");
  const unnamed = m1().look(30, { files: [junit("m1", spec(null, "x"))] });
  unnamed.look(30, { files: [junit("m1", spec(null, "y")), mochawesome("m1", [a, b])] });
  assert.equal(unnamed.situation().machines[0]?.specsHeld, "untold");
  const mocha = m1()
    .look(30, { files: [mochawesome("m1", [a])] })
    .look(30, { files: [mochawesome("m1", [b]), junit("m1", b)] });
  assert.equal(mocha.situation().machines[0]?.specsHeld, "untold");
});
