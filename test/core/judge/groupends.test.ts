import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, junit, log } from "../papers.ts";
import { processOf } from "../samples.ts";
import { hour, minute, quiet, settle, watching, type Timeline } from "../situations.ts";

const grouped = {
  categorized: true,
  pid: processOf(5),
  groups: [
    { name: "a", machines: ["m1"] },
    { name: "b", machines: ["m2"] },
  ],
};

function ends(run: Timeline, group: string): string {
  return run
    .situation(group)
    .ends.confirmed.map(({ code }) => code)
    .join(" ");
}

/** The driver and the first group's process are alive, and that group's one machine has reported. */
function groupA(): Timeline {
  return watching(grouped).look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] } } });
}

test("while a driver is alive a group does not end with its own process", () => {
  assert.equal(
    ends(
      groupA()
        .look(30, { groups: { a: { alive: [] } } })
        .look(10 * minute),
      "a",
    ),
    "",
  );
});

test("a driver that cannot be seen counts as alive", () => {
  const run = groupA().look(30, { alive: [], groups: { a: { alive: [] } } });
  assert.equal(ends(run.look(2 * minute, { blind: "processes" }), "a"), "");
});

test("end 4: a later group has begun and no process of this one is left", () => {
  const run = groupA().look(30, { groups: { a: { alive: [] }, b: { alive: [8], files: [junit("m2")] } } });
  assert.equal(ends(run, "a"), "end-next-group");
  assert.equal(ends(run, "b"), "", "the one before does not end the later one");
});

test("end 4: not while a process of the group is left", () => {
  assert.equal(
    ends(
      groupA()
        .look(30, { groups: { b: { alive: [8], files: [junit("m2")] } } })
        .look(hour),
      "a",
    ),
    "",
  );
});

test("end 4: a clock set back between two groups does not turn their order", () => {
  const run = groupA().look(30, {
    wallStep: -hour,
    groups: { a: { alive: [] }, b: { alive: [], files: [junit("m2")] } },
  });
  assert.deepEqual(run.order(), ["a", "b"]);
  assert.equal(ends(run.look(30), "b"), "");
});

test("end 4: a process naming a later declared group suffices when seen in two looks settle apart", () => {
  const run = groupA().look(30, { groups: { a: { alive: [] }, b: { alive: [8] } } });
  assert.equal(ends(run.look(settle - 1), "a"), "");
  assert.equal(ends(run.look(1), "a"), "end-next-group");
});

test("end 4: a process that named a later group once and went away does not suffice", () => {
  const run = groupA()
    .look(30, { groups: { b: { alive: [8] } } })
    .look(30, { groups: { a: { alive: [] }, b: { alive: [] } } });
  assert.equal(ends(run.look(hour), "a"), "");
});

test("end 4: a named later group does not end one of which no process of its own was ever seen", () => {
  const run = watching(grouped).look(0, { alive: [5], groups: { a: { files: [junit("m1")] }, b: { alive: [8] } } });
  assert.equal(ends(run.look(hour), "a"), "");
});

test("end 4: a later group whose log only says that it is queued has not begun", () => {
  const run = groupA().look(30, { groups: { a: { alive: [] }, b: { files: [log(["queued"])] } } });
  assert.equal(ends(run.look(settle), "a"), "");
  assert.deepEqual(run.order(), ["a"]);
  run.look(30, { groups: { b: { files: [log(["queued", ...begins])] } } });
  assert.equal(ends(run, "a"), "end-next-group");
  assert.deepEqual(run.order(), ["a", "b"]);
});

test("end 5: the driver was seen alive and gone for settle", () => {
  const run = groupA()
    .look(30, { groups: { a: { alive: [] } } })
    .look(30, { alive: [] });
  assert.equal(ends(run.look(settle - 1), "a"), "end-runner-gone");
  assert.equal(ends(run.look(1), "a"), "end-runner-gone end-driver-gone");
});

test("end 5: a driver known by its command line must be gone for quiet", () => {
  const run = watching({ ...grouped, pid: null });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run.look(30, { alive: [], groups: { a: { alive: [] } } });
  assert.equal(ends(run.look(quiet - 1), "a"), "");
  assert.equal(ends(run.look(1), "a"), "end-runner-gone end-driver-gone");
});

test("end 5: a file of any group speaks for the life of a driver known by its command line", () => {
  const run = watching({ ...grouped, pid: null });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run.look(30, { alive: [], groups: { a: { alive: [] } } });
  run.look(quiet / 2, { groups: { b: { files: [junit("m2")] } } });
  assert.equal(ends(run.look(quiet / 2), "a"), "end-next-group");
  assert.equal(ends(run, "b"), "");
  assert.equal(ends(run.look(quiet / 2), "b"), "end-driver-gone");
});

test("end 5: a driver that was never seen cannot be gone", () => {
  const run = watching(grouped).look(0, { groups: { a: { files: [junit("m1")] } } });
  assert.equal(ends(run.look(hour), "a"), "");
});

test("a group that has not begun has none after it", () => {
  const run = watching({ ...grouped, groups: [...grouped.groups].reverse() });
  run.look(0, { alive: [5], groups: { a: { alive: [7], files: [junit("m1")] }, b: { alive: [8] } } });
  assert.equal(run.situation("b").parent?.nextBegun, null);
});
