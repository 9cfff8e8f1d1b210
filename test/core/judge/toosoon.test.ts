import assert from "node:assert/strict";
import { test } from "node:test";
import { at, junit, log } from "../papers.ts";
import { a, b, c, both, grouped, hash, ran } from "../runs.ts";
import { named, quiet, settle, watching } from "../situations.ts";

test("a log that grows is no silence: a runner known by its command line may be at work under another", () => {
  const run = watching({ machines: ["m1"] })
    .look(0, { alive: [7], files: both })
    .look(30, { alive: [] });
  const lines: string[] = [];
  for (let seconds = 0; seconds < quiet + 10 * settle; seconds += 90) {
    lines.push(`step ${seconds}`);
    run.look(30, { files: [...both, log(lines)] }).look(settle);
    assert.match(run.says(), /^RUNNING/, `after ${seconds} s`);
  }
});

test("a process that was alive after the log's last end died with its boot: the run was not over", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [log(ran(1)), junit("m1", a)] });
  run.look(30).look(60, { boot: "b2", alive: [] });
  assert.match(run.look(settle).says(), /^TERMINATED.*earlier-boot/);
});

test("a later group whose log says queued has not begun because a process once named it", () => {
  const run = watching(grouped).look(0, { alive: [5], groups: { a: { alive: [7], files: both } } });
  run.look(30, { groups: { b: { alive: [9], files: [log(["queued"])] } } });
  run.look(30, { groups: { a: { alive: [] }, b: { alive: [] } } });
  assert.match(run.look(settle).says("a"), /^RUNNING/);
});

test("the order of two groups first seen in one look does not turn when a file of the first is written again", () => {
  const first = { ...at("xml/nightly-a/m1.xml", junit("m1", a, b)), written: 30 };
  const second = { ...at("xml/nightly-b/m2.xml", junit("m2", a, b)), written: 50 };
  const run = watching(grouped).look(0, { alive: [5] });
  run.look(60, { groups: { a: { files: [first] }, b: { files: [second] } } });
  run.look(30, { groups: { a: { files: [{ ...at("xml/nightly-a/m1.xml", junit("m1", a, b, c)), written: 90 }] } } });
  assert.deepEqual(run.order(), ["a", "b"]);
  assert.match(run.look(settle).says("b"), /^RUNNING/);
});

test("the driver's log tells that a group was killed: that group is not green, and the next is not killed by it", () => {
  const line = "./driver.sh: line 9:  4242 Killed                  npx cypress run nightly-a";
  const own = at(`xml/nightly-a/m1-${hash}.xml`, junit("m1", a));
  const run = watching(grouped).look(0, { alive: [5], groups: { a: { alive: [7], files: [own] } } });
  run.look(30, { files: [log([line])], groups: { a: { alive: [] } } });
  const next = { alive: [8], files: [at(`xml/nightly-b/m2-${hash}.xml`, junit("m2", a))] };
  run.look(30, { groups: { b: next } }).look(settle);
  assert.doesNotMatch(run.says("a"), /^COMPLETED/);
  run.look(600, { alive: [], groups: { b: { alive: [] } } }).look(settle);
  assert.match(run.look(settle).says("b"), /^COMPLETED/);
});
