import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, junit, log } from "../papers.ts";
import { processOf } from "../samples.ts";
import { settle, watching, type Timeline } from "../situations.ts";

const driverNamed = { categorized: true, pid: processOf(5) };

/** A build whose driver, seen alive, did one group, which is closed. */
function driven(): Timeline {
  const run = watching(driverNamed);
  run.look(1, { alive: [5], groups: { a: { alive: [7], files: [log(begins)] } } });
  return run.look(30, { groups: { a: { alive: [], cancelled: true } } }).close("a");
}

test("a group whose files cannot be read may have begun: the build waits for it, and then for its end", () => {
  const run = watching(driverNamed)
    .look(1, { alive: [5], groups: { a: { unread: true } } })
    .look(90, { alive: [] });
  assert.match(run.look(settle + 1).says(), /^RUNNING in-progress: cannot-look/);
  run.look(30, { groups: { a: { unread: false, files: [log(begins), junit("m1")] } } });
  assert.equal(run.says(), "RUNNING in-progress: driver-gone groups-open");
});

test("after a reboot nothing is closed as killed by a look that could not see what the groups had done", () => {
  const run = driven().look(30, { alive: [], boot: "b2", groups: { b: { unread: true } } });
  assert.match(run.says(), /^RUNNING in-progress: cannot-look/);
  assert.match(run.look(30, { blind: "processes" }).says(), /^RUNNING in-progress: cannot-look/);
  run.look(30, { groups: { b: { unread: false, files: [log(begins), junit("m2")] } } });
  assert.match(run.says(), /^RUNNING in-progress: .*groups-open/);
});
