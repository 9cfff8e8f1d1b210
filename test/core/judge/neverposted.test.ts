import assert from "node:assert/strict";
import { test } from "node:test";
import { at, begins, junit, log, mochawesome, type Paper } from "../papers.ts";
import { a, b, c, aRed, grouped, hash, hashed, m1, m1m2, other, over, ran } from "../runs.ts";
import { named, settle, watching } from "../situations.ts";

test("a spec done again is as it was last, also where each report has a file of its own", () => {
  const files = [hashed(junit("m1", aRed), hash), hashed(junit("m1", a), other)];
  const run = m1().look(30, { files: files.slice(0, 1) });
  assert.match(over(run.look(60, { files })), /^COMPLETED/);
});

test("a machine that failed has failed, whatever other report may be hidden", () => {
  assert.match(over(m1().look(60, { files: [junit("m1", aRed)] })), /^FAILED/);
  assert.match(over(m1().look(60, { files: [junit("m1", c), log(ran(3, 1), "m1")] })), /^FAILED/);
});

test("a log for each machine that says all its specs passed hides no red one", () => {
  const files = [junit("m1", c), junit("m2", c), log(ran(3), "m1"), log(ran(3), "m2")];
  assert.match(over(m1m2().look(60, { files })), /^COMPLETED/);
  assert.match(over(m1().look(60, { files: [junit("m1", c), log([...ran(2), ...ran(1)], "m1")] })), /^COMPLETED/);
});

test("in a machine's own log a second start is a restart, however many machines there are", () => {
  const restarted = log([...begins, "Killed", ...ran(1)], "m1");
  const files = [junit("m1", a), junit("m2", a), restarted, log(ran(1), "m2")];
  assert.equal(
    over(m1().look(60, { files: [junit("m1", a), restarted] })).split(" ")[0],
    over(m1m2().look(60, { files })).split(" ")[0],
  );
});

test("a mochawesome report deleted once its HTML was made is not missed: JUnit holds every test of it", () => {
  const run = m1().look(30, { files: [junit("m1", a, b), mochawesome("m1", [a, b], "u1 u2")] });
  assert.match(over(run.look(30, { files: [junit("m1", a, b)] })), /^COMPLETED/);
});

test("a group's killed Cypress run ends the group no sooner than the driver, which may start it again", () => {
  const run = watching(grouped).look(0, { alive: [5], groups: { a: { alive: [7], files: [log(begins)] } } });
  run.look(30, { groups: { a: { alive: [], files: [log([...begins, "Killed"])] } } });
  assert.match(run.look(settle).says("a"), /^RUNNING/);
});

test("the counts of two machines with a Cypress run each are those of the last reports only", () => {
  const run = m1m2().look(60, { files: [junit("m1", c), junit("m2", c), log([...ran(3), ...ran(3)])] });
  assert.match(over(run), /^COMPLETED/);
  assert.deepEqual(
    run.situation().machines.map(({ lastReportOnly }) => lastReportOnly),
    [true, true],
  );
});

test("after a reboot a look that could not see concludes nothing: the end may have been told before it", () => {
  const ended = [junit("m1", a), log(ran(1))];
  for (const blind of ["files", "processes"] as const) {
    const run = watching(named("m1")).look(0, { alive: [7], files: [log(begins)] });
    run.look(60, { boot: "b2", alive: [], files: ended, blind });
    assert.match(run.says(), /^RUNNING/, blind);
    assert.match(run.look(30).look(settle).says(), /^COMPLETED/);
  }
  const supervised = watching(named("m1")).look(0, { alive: [7], files: [junit("m1", a)] });
  supervised.look(60, { boot: "b2", alive: [], exit: "unreadable" });
  assert.match(supervised.says(), /^RUNNING.*cannot-look/);
});

test("a red report removed after its spec was done again is not the newest word of that spec", () => {
  const [red, green] = [hashed(junit("m1", aRed), hash), hashed(junit("m1", a), other)];
  const run = m1()
    .look(30, { files: [red] })
    .look(30, { files: [red, green] });
  run.look(30, { files: [green] });
  assert.match(over(run), /^COMPLETED/);
  assert.match(run.look(30, { exit: { status: 0 } }).says(), /^COMPLETED/);
});

test("a log for each Cypress run of a machine: the last one is its last word", () => {
  const [red, green] = [
    at("logs/nightly/m1/1.log", log(ran(1, 1), "m1")),
    at("logs/nightly/m1/2.log", log(ran(1), "m1")),
  ];
  const run = m1().look(30, { files: [junit("m1", aRed), red] });
  assert.doesNotMatch(over(run.look(60, { files: [junit("m1", a), red, green] })), /^FAILED/);
});

test("a spec that failed twice alike and passed the third time is as it was last", () => {
  const red = (written: number): Paper => ({ ...junit("m1", aRed), written });
  const run = m1().look(30, { files: [red(20)] });
  const lines = [...ran(1, 1), ...ran(1, 1), ...ran(1)];
  run.look(30, { files: [red(50)] }).look(60, { files: [junit("m1", a), log(lines)] });
  assert.equal(run.situation().machines[0]?.redone, 2);
  assert.match(over(run), /^COMPLETED/);
});

test("so is one of which mochawesome tells by its tests' uuids that it was done again", () => {
  const run = m1().look(30, { files: [mochawesome("m1", [aRed], "u1")] });
  run.look(30, { files: [mochawesome("m1", [aRed], "u2")] });
  const lines = [...ran(1, 1), ...ran(1, 1), ...ran(1)];
  assert.match(over(run.look(60, { files: [mochawesome("m1", [a], "u3"), log(lines)] })), /^COMPLETED/);
});

test("but a red run in an older log of a machine must have been seen done again", () => {
  const logs = [
    { ...at("logs/nightly/m1/1.log", log(ran(1, 1), "m1")), written: 10 },
    { ...at("logs/nightly/m1/0.log", log(ran(1), "m1")), written: 20 },
  ];
  assert.match(over(m1().look(60, { files: [junit("m1", a), ...logs] })), /^UNKNOWN.*red-run-unexplained/);
});

test("a report written between two lines of a log that one look saw first is newer than the first RUNNING", () => {
  const lines = { ...log(["machine m1: RUNNING", "done"]), written: 45 };
  assert.match(over(m1().look(60, { files: [{ ...junit("m1"), written: 40 }, lines] })), /^COMPLETED/);
});

test("after reset --ended a log's red run that was explained before is explained still", () => {
  const run = m1().look(30, { files: [junit("m1", aRed)] });
  assert.match(over(run.look(30, { files: [junit("m1", a), log([...ran(1, 1), ...ran(1)])] })), /^COMPLETED/);
  assert.match(run.reset({ ended: true }).look(1).look(settle).says(), /^COMPLETED/);
});

test("of a run that was under way when its log was written anew nothing says that it broke off, or was the only one", () => {
  const first = log(begins);
  const files = [junit("m1"), junit("m2")];
  const run = m1m2().look(30, { files: [...files, first] });
  assert.match(over(run.look(60, { files: [...files, log(ran(4), null, {}, first)] })), /^COMPLETED/);
});

test("a red run in a log that was written anew may have been done again in one that no look read: unknown, not failed", () => {
  const first = log(ran(2, 1));
  const run = m1m2().look(30, { files: [first] });
  run.look(60, { files: [hashed(junit("m1", a), hash), hashed(junit("m2", b), other), log(ran(1), null, {}, first)] });
  assert.match(over(run), /^UNKNOWN.*red-run-unexplained/);
});

test("a spec that was done again is as mochawesome tells it, where no look saw its second JUnit report", () => {
  const made = (counter: string, result: typeof a, written: number): Paper => ({
    ...at(`mochawesome/nightly_m1${counter}.json`, mochawesome("m1", [result])),
    written,
  });
  const red = made("", aRed, 11);
  const run = m1().look(30, { files: [{ ...junit("m1", aRed), written: 10 }, red] });
  const again = [red, made("_001", b, 40), made("_002", a, 50)];
  run.look(30, { files: again });
  run.look(30, { files: [...again, junit("m1", b), log([...ran(2, 1), ...ran(2)])] });
  assert.equal(run.situation().machines[0]?.redone, 1);
  assert.match(over(run), /^COMPLETED/);
});

test("so is one whose JUnit file another spec's report had taken by then, also where mochawesome is overwritten too", () => {
  const run = m1()
    .look(30, { files: [junit("m1", aRed)] })
    .look(30, { files: [junit("m1", b), mochawesome("m1", [b])] });
  run.look(30, { files: [junit("m1", b), mochawesome("m1", [a])] });
  assert.equal(run.situation().machines[0]?.redone, 1);
  assert.match(run.look(30, { alive: [], exit: { status: 0 } }).says(), /^COMPLETED/);
});
