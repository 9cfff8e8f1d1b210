import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, endsGreen, junit, log } from "../papers.ts";
import { processOf } from "../samples.ts";
import { hour, minute, named, settle, watching } from "../situations.ts";

const groups = [
  { name: "linux", machines: ["m1"] },
  { name: "windows", machines: ["m2"] },
];

test("three looks at one run: seen, reported, gone, and completed when all that holds for settle", () => {
  const run = watching(named("m1"));
  assert.equal(run.look(1, { alive: [7] }).says(), "RUNNING in-progress: runner-alive machine-missing end-unconfirmed");
  assert.match(run.look(minute, { files: [junit("m1")] }).says(), /^RUNNING in-progress: runner-alive/);
  assert.match(run.look(minute, { alive: [] }).says(), /^RUNNING/);
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-runner-gone");
});

test("the groups of a build are judged one by one, and end as the next begins or the driver goes", () => {
  const run = watching({ categorized: true, groups, pid: processOf(5) });
  run.look(1, { alive: [5], groups: { linux: { alive: [7] }, windows: {} } });
  run.look(minute, { groups: { linux: { files: [junit("m1")] } } });
  assert.match(run.says("linux"), /^RUNNING/);
  run.look(minute, { groups: { linux: { alive: [] }, windows: { alive: [8], files: [junit("m2")] } } });
  assert.equal(run.says("linux"), "COMPLETED complete: all-passed end-next-group");
  assert.match(run.close("linux").look(hour).says("windows"), /^RUNNING/);
  run.look(minute, { alive: [], groups: { windows: { alive: [] } } });
  assert.match(run.look(settle - 1).says("windows"), /^RUNNING/);
  assert.equal(run.look(1).says("windows"), "COMPLETED complete: all-passed end-runner-gone end-driver-gone");
  assert.equal(run.close("windows").look(1).says(), "COMPLETED complete: groups-closed driver-gone");
});

test("a driver that names its groups on its command line is their driver, not their runner", () => {
  const run = watching({ categorized: true, groups, pid: processOf(5) });
  run.look(1, { alive: [5], groups: { linux: { alive: [], files: [junit("m1")] }, windows: {} } });
  run.look(minute, { groups: { windows: { files: [junit("m2")] } } });
  assert.equal(run.says("linux"), "COMPLETED complete: all-passed end-next-group");
});

test("groups are listed in the order in which they began, those that have not begun last", () => {
  const run = watching({ categorized: true, groups });
  run.look(1, { groups: { linux: {}, windows: { files: [junit("m2")] } } });
  assert.deepEqual(run.order(), ["windows"]);
  run.look(30, { groups: { linux: { files: [junit("m1")] } } });
  assert.deepEqual(run.order(), ["windows", "linux"]);
});

test("groups of which one look saw the first files are ordered by their oldest file, then by name", () => {
  const run = watching({ categorized: true, groups });
  run.look(1, { blind: "files", groups: { linux: {}, windows: {} } });
  run.look(30, { groups: { windows: { files: [junit("m2")] }, linux: { files: [junit("m1")] } } });
  assert.deepEqual(run.order(), ["linux", "windows"]);
});

test("a clock that is set back does not turn the order of groups", () => {
  const run = watching({ categorized: true, groups });
  run.look(1, { groups: { windows: { files: [junit("m2")] } } });
  run.look(30, { wallStep: -hour, groups: { linux: { files: [junit("m1")] } } });
  assert.deepEqual(run.order(), ["windows", "linux"]);
});

test("a group that was not declared begins with a start marker in its log, without any process", () => {
  const run = watching({ categorized: true }).look(1, { groups: { a: { files: [log(["hello"])] } } });
  assert.equal(run.judged("a").begun, false);
  assert.equal(run.look(30, { groups: { a: { files: [log(["hello", ...begins])] } } }).judged("a").begun, true);
});

test("--machines of a categorized build declares no group's machines", () => {
  const run = watching({ categorized: true, machines: ["m1", "m2"] });
  run.look(1, { alive: [5], groups: { a: { alive: [7], files: [junit("m1"), log([...begins, ...endsGreen])] } } });
  assert.deepEqual(
    run.situation("a").machines.map(({ name }) => name),
    ["m1"],
  );
  assert.equal(run.situation("a").scope.origin, "observed");
});

test("machines declared with reset take the place of the registration's", () => {
  const run = watching(named("m1", "m2")).look(1, { alive: [7], files: [junit("m1")] });
  run
    .reset({ machines: ["m1"] })
    .look(30)
    .look(30, { alive: [] });
  assert.equal(run.look(settle).says(), "COMPLETED complete: all-passed end-runner-gone");
});

test("files that fit no pattern are the build's concern, not a group's", () => {
  const run = watching({ categorized: true, groups }).look(1, {
    unclaimed: ["xml/nightly+x.xml"],
    groups: { linux: {} },
  });
  assert.deepEqual(run.judged().unclaimed, ["xml/nightly+x.xml"]);
  assert.deepEqual(run.judged("linux").unclaimed, []);
});

test("a build with a group whose state is damaged does not close", () => {
  const run = watching({ categorized: true, groups: [], pid: processOf(5) }, {}, ["broken"]);
  run.look(1, { alive: [5], groups: { a: { alive: [7], cancelled: true, files: [log(begins)] } } });
  run
    .look(30, { alive: [], groups: { a: { alive: [] } } })
    .close("a")
    .look(hour);
  assert.equal(run.says(), "RUNNING in-progress: driver-gone groups-open");
});
