import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, junit, log } from "../../papers.ts";
import { processOf } from "../../samples.ts";
import { hour, minute, named, settle, watching, type Timeline } from "../../situations.ts";

const killLine = "npm ERR! signal SIGTERM";

function running(): Timeline {
  return watching(named("m1")).look(0, { alive: [7] });
}

for (const [title, exit] of [
  ["a signal", { status: null, signal: "SIGKILL", result: "signal" }],
  ["SIGTERM, which systemd calls a success", { status: null, signal: "SIGTERM", result: "success" }],
  ["the out-of-memory killer, with a status beside it", { status: 1, result: "oom-kill" }],
  ["a time-out of the unit", { status: 0, result: "timeout" }],
  ["neither status nor signal", { status: null, result: "resources" }],
] as const) {
  test(`an exit record that tells of ${title} is a killed run, whatever the reports say`, () => {
    const run = running().look(30, { alive: [], files: [junit("m1")], exit });
    assert.equal(run.says(), "TERMINATED killed: exit-signal");
  });
}

test("a failed exit status is no kill: Cypress exits with the number of its failed tests", () => {
  const run = running().look(30, { alive: [], files: [junit("m1")], exit: { status: 137, result: "exit-code" } });
  assert.doesNotMatch(run.says(), /killed/);
});

test("a signal on record outranks an end marker: a script may print its last line from a trap", () => {
  const exit = { status: null, signal: "SIGTERM", result: "success" };
  const run = running().look(30, { alive: [], files: [junit("m1"), log([...begins, ...endsGreen])], exit });
  assert.equal(run.look(settle).says(), "TERMINATED killed: exit-signal");
});

test("a kill line in a log at rest is a killed run", () => {
  const run = running().look(30, { alive: [], files: [log([...begins, killLine])] });
  assert.match(run.look(settle - 1).says(), /^RUNNING/);
  assert.equal(run.look(1).says(), "TERMINATED killed: kill-marker");
});

test("a kill line counts not while a runner is alive or the log still grows", () => {
  const run = running().look(30, { files: [log([...begins, killLine])] });
  assert.match(run.look(10 * minute).says(), /^RUNNING/);
  run.look(30, { alive: [], files: [log([...begins, killLine, "cleaning up"])] });
  assert.match(run.look(settle - 1).says(), /^RUNNING/);
});

test("a kill line after the end was told breaks nothing", () => {
  const run = running().look(30, { alive: [], files: [junit("m1"), log([...begins, ...endsGreen, killLine])] });
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-marker end-runner-gone");
});

test("a kill line counts not beside an exit record with a status", () => {
  const run = running().look(30, { alive: [], files: [junit("m1"), log([...begins, killLine])], exit: { status: 0 } });
  assert.doesNotMatch(run.look(settle).says(), /TERMINATED/);
});

test("a process seen in an earlier boot died with it", () => {
  const run = running().look(minute, { alive: [], boot: "b2" });
  assert.equal(run.says(), "TERMINATED killed: earlier-boot");
});

test("a file seen in an earlier boot is life too", () => {
  const run = watching(named("m1"))
    .look(0, { files: [junit("m1")] })
    .look(minute, { boot: "b2" });
  assert.equal(run.says(), "TERMINATED killed: earlier-boot");
});

test("registered before a reboot and started after it: unharmed", () => {
  const run = watching(named("m1")).look(0).look(hour).look(minute, { boot: "b2" });
  assert.match(run.says(), /^RUNNING/);
  run.look(minute, { alive: [7], files: [junit("m1")] }).look(30, { alive: [] });
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-runner-gone");
});

test("a run that told its end before the reboot is complete after it", () => {
  const run = running().look(30, { alive: [], files: [junit("m1"), log([...begins, ...endsGreen])] });
  run.look(minute, { boot: "b2" });
  assert.match(run.says(), /^RUNNING/, "a new boot begins the wait anew");
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-marker end-runner-gone");
});

test("reset forgets the boots seen", () => {
  const run = watching(named("m1"))
    .look(0, { files: [junit("m1")] })
    .look(minute, { boot: "b2" });
  run.reset({ ended: true }).look(1);
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-operator");
});

test("the driver's log tells of a kill that ended a group with it", () => {
  const run = watching({ categorized: true, pid: processOf(5) });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run.look(30, { alive: [], files: [log(["Terminated"])], groups: { a: { alive: [] } } }).look(settle);
  assert.equal(run.says("a"), "TERMINATED killed: kill-marker");
});

test("while the driver is alive its log tells nothing of a group: it goes on with the next", () => {
  const run = watching({ categorized: true, groups: [{ name: "a", machines: ["m1"] }] });
  run.look(0, { alive: [5], files: [log(["Terminated"])], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run.look(30, { groups: { a: { alive: [] } } });
  assert.match(run.look(settle).says("a"), /^RUNNING/);
});
