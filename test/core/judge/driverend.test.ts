import assert from "node:assert/strict";
import { test } from "node:test";
import { junit, log } from "../papers.ts";
import { grouped } from "../runs.ts";
import { hour, settle, watching } from "../situations.ts";

test("how the driver ended is told by its exit record, not by its log; and by its log only once that rests", () => {
  const run = watching(grouped).look(0, {
    alive: [5],
    groups: { a: { files: [junit("m1")] } },
  });
  run.look(settle).look(settle).close("a");
  run.look(30, { alive: [], files: [log(["Killed"])], exit: { status: 0 } }).look(hour);
  assert.match(run.says(), /^COMPLETED/);
});

test("a machine's log under the build's own name is no report that no group claims", () => {
  const run = watching({ ...grouped, groups: grouped.groups.slice(0, 1) });
  run.look(0, { alive: [5], files: [log(["x"], "m1")], groups: { a: { alive: [7], files: [junit("m1")] } } });
  run
    .look(30, { alive: [], groups: { a: { alive: [] } } })
    .look(settle)
    .look(settle)
    .close("a");
  assert.match(run.look(settle).look(settle).says(), /^COMPLETED/);
});
