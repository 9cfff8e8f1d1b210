import assert from "node:assert/strict";
import { test } from "node:test";
import type { MachineFinding } from "../../../src/core/reports/results.ts";
import { at, begins, junit, log, mochawesome, spec, unfinished, type Paper } from "../papers.ts";
import { watching } from "../situations.ts";

function machines(files: readonly Paper[], declared: readonly string[] = []): readonly MachineFinding[] {
  return watching({ machines: [...declared] })
    .look(0, { files })
    .situation().machines;
}

function states(files: readonly Paper[], declared: readonly string[] = []): string {
  return machines(files, declared)
    .map(({ name, state }) => `${name} ${state}`)
    .join(", ");
}

function tests(files: readonly Paper[], declared: readonly string[] = []): string {
  return machines(files, declared)
    .map(({ tests: counts }) => `${counts?.passed ?? "-"}/${counts?.total ?? "-"}`)
    .join(", ");
}

const rows: readonly (readonly [title: string, files: readonly Paper[], said: string])[] = [
  ["a whole green report", [junit("m1")], "m1 PASSED"],
  ["a whole report with a failed test", [junit("m1", spec("a", "!one", "two"))], "m1 FAILED"],
  ["a report without a single test", [junit("m1", spec(null))], "m1 FAILED"],
  [
    "one green spec beside one without tests",
    [junit("m1", spec("a", "one")), at("xml/nightly_m1_001.xml", junit("m1", spec("b")))],
    "m1 PASSED",
  ],
  [
    "two specs without tests",
    [junit("m1", spec("a")), at("xml/nightly_m1_001.xml", junit("m1", spec("b")))],
    "m1 FAILED",
  ],
  ["an empty file, which may still be in the writing", [unfinished("m1", "empty")], "m1 RUNNING"],
  ["a report cut short, which may still be in the writing", [unfinished("m1", "cut")], "m1 RUNNING"],
  ["a report that no waiting makes better", [unfinished("m1", "ill-formed")], "m1 UNREADABLE"],
  [
    "a whole report beside one that cannot be read",
    [junit("m1"), at("xml/x.xml", unfinished("m1", "not-a-report"))],
    "m1 UNREADABLE",
  ],
  ["a log and no report", [log(["hello"], "m1")], "m1 RUNNING"],
  ["a whole report beside a start that stands open in its own log", [junit("m1"), log(begins, "m1")], "m1 RUNNING"],
  [
    "JUnit broken by control characters alone, with a mochawesome of as many tests",
    [unfinished("m1", "control-characters", 2), mochawesome("m1")],
    "m1 PASSED",
  ],
  [
    "JUnit broken by control characters alone, with a mochawesome of fewer tests",
    [unfinished("m1", "control-characters", 3), mochawesome("m1")],
    "m1 UNREADABLE",
  ],
  [
    "JUnit broken by control characters with nothing beside it",
    [unfinished("m1", "control-characters", 2)],
    "m1 UNREADABLE",
  ],
  [
    "JUnit broken otherwise beside a whole mochawesome",
    [unfinished("m1", "ill-formed", 2), mochawesome("m1")],
    "m1 UNREADABLE",
  ],
  ["a run-level report where there is one machine", [junit(null), log(["machines: m1"])], "m1 PASSED"],
  [
    "a run-level report where there are two machines",
    [junit(null), junit("m1"), log(["machines: m1, m2"])],
    "m1 PASSED, m2 NOT STARTED",
  ],
];

for (const [title, files, said] of rows) test(`${title}: ${said}`, () => assert.equal(states(files), said));

test("a declared machine without any report has not started", () => {
  assert.equal(states([junit("m1")], ["m1", "m2"]), "m1 PASSED, m2 NOT STARTED");
});

test("an undeclared machine is marked so and counts like any other", () => {
  const [, other] = machines([junit("m2", spec("a", "!one"))], ["m1"]);
  assert.deepEqual([other?.name, other?.declared, other?.state], ["m2", false, "FAILED"]);
});

test("an announced name that differs from a declared one by case or domain is that machine", () => {
  assert.equal(states([junit("m1"), log(["machines: M1.lab.example"])], ["m1"]), "m1 PASSED");
});

test("counts come from one kind of report: JUnit before mochawesome", () => {
  assert.equal(tests([junit("m1", spec("a", "one", "two")), mochawesome("m1", [spec("a", "one")])]), "2/2");
  assert.equal(tests([mochawesome("m1", [spec("a", "one", "two")])]), "2/2");
});

test("a mochawesome of more tests counts instead: specs overwrite each other's JUnit file", () => {
  assert.equal(tests([junit("m1", spec("a", "one")), mochawesome("m1", [spec("a", "one", "two")])]), "2/2");
});

test("but never from the greener of two", () => {
  assert.equal(tests([junit("m1", spec("a", "one")), mochawesome("m1", [spec("a", "one", "!hook")])]), "1/2");
  assert.equal(tests([junit("m1", spec("a", "!hook")), mochawesome("m1", [spec("a", "one", "two")])]), "0/1");
});

test("the specs of several files of a machine add up", () => {
  assert.equal(
    tests([junit("m1", spec("a", "one")), at("xml/nightly_m1_001.xml", junit("m1", spec("b", "two")))]),
    "2/2",
  );
});

test("the newest report of a spec wins", () => {
  const run = watching().look(0, { files: [junit("m1", spec("a", "!one"))] });
  run.look(30, {
    files: [junit("m1", spec("a", "!one")), at("xml/nightly_m1_001.xml", junit("m1", spec("a", "one")))],
  });
  assert.equal(run.situation().machines[0]?.state, "PASSED");
});

test("a merged file beside its parts is ignored", () => {
  const parts = [
    at("mochawesome/m1_a.json", mochawesome("m1", [spec(null, "one")], "u1")),
    at("mochawesome/m1_b.json", mochawesome("m1", [spec(null, "two")], "u2")),
  ];
  assert.equal(
    tests([...parts, at("mochawesome/m1_all.json", mochawesome("m1", [spec(null, "one", "two")], "u1 u2"))]),
    "2/2",
  );
});

test("parts that a merge took away are held by it, and not missed", () => {
  const part = at("mochawesome/nightly_m1_001.json", mochawesome("m1", [spec("a", "one")], "u1"));
  const merged = at("mochawesome/nightly.json", mochawesome(null, [spec("a", "one"), spec("b", "two")], "u1 u2"));
  const other = at("mochawesome/nightly_m2_001.json", mochawesome("m2", [spec("b", "two")], "u2"));
  const run = watching({ machines: ["m1", "m2"] }).look(0, { files: [part, other, junit("m1", spec("a", "one"))] });
  run.look(30, { files: [merged, junit("m1", spec("a", "one"))] });
  const seen = run.situation().machines.map(({ state, tests: counts }) => [state, counts?.total]);
  assert.deepEqual(seen, [
    ["PASSED", 1],
    ["PASSED", 1],
  ]);
});

test("of two copies of the same file one counts", () => {
  const one = mochawesome("m1", [spec(null, "one")], "u1");
  assert.equal(tests([one, at("mochawesome/copy.json", one)]), "1/1");
});

test("a file all of whose tests stand in a larger one of the same machine is ignored, whichever is the merge", () => {
  const files = [
    at("mochawesome/a.json", mochawesome("m1", [spec(null, "one")], "u1")),
    at("mochawesome/b.json", mochawesome("m1", [spec(null, "two")], "u1 u2")),
  ];
  assert.equal(tests(files), "1/1");
});

test("a report that vanishes makes its machine running until it returns", () => {
  const run = watching()
    .look(0, { files: [junit("m1")] })
    .look(30, { files: [] });
  assert.equal(run.situation().machines[0]?.state, "RUNNING");
  assert.equal(run.look(30, { files: [junit("m1")] }).situation().machines[0]?.state, "PASSED");
});

test("a report that vanished counts as last read once the run itself told its end", () => {
  const run = watching()
    .look(0, { files: [junit("m1")] })
    .look(30, { files: [], exit: { status: 0 } });
  assert.equal(run.situation().machines[0]?.state, "PASSED");
});

test("a report that vanished is not missed where a newer one holds its specs", () => {
  const run = watching().look(0, { files: [junit("m1", spec("a", "one"))] });
  run.look(30, { files: [at("xml/nightly/m1.xml", junit("m1", spec("a", "one"), spec("b", "two")))] });
  assert.equal(run.situation().machines[0]?.state, "PASSED");
});

test("a report that vanished half-written is not missed, and is no result after the end either", () => {
  const run = watching({ machines: ["m1"] })
    .look(0, { files: [unfinished("m1", "cut")] })
    .look(30, { files: [] });
  assert.equal(run.situation().machines[0]?.state, "NOT STARTED");
  assert.equal(run.look(30, { exit: { status: 0 } }).situation().machines[0]?.state, "NOT STARTED");
});

test("a report that vanished is missed while one of its specs is held by no other", () => {
  const run = watching().look(0, { files: [junit("m1", spec("a", "one"), spec("b", "two"))] });
  run.look(30, { files: [at("xml/nightly/m1.xml", junit("m1", spec("a", "one")))] });
  assert.equal(run.situation().machines[0]?.state, "RUNNING");
});
