import assert from "node:assert/strict";
import { test } from "node:test";
import { cureOf } from "../../../src/core/show/cures.ts";
import { scopeView, type ScopeView } from "../../../src/core/show/view.ts";
import { junit } from "../papers.ts";
import { processOf } from "../samples.ts";
import { hour, named, watching, type Timeline } from "../situations.ts";

function view(run: Timeline): ScopeView {
  const { verdict, begun, situation } = run.judged();
  return scopeView({ memory: run.memory(), begun, verdict, situation, delivery: { phase: "none" } });
}

test("what cannot be looked at is for a person: nothing is closed as long as that lasts", () => {
  const run = watching(named("m1"))
    .look(0, { files: [junit("m1")], alive: [7] })
    .look(hour, { blind: "files" });
  assert.equal(view(run).needsReview, true);
  assert.match(cureOf("nightly", view(run)), /^make it readable.*cancel nightly$/);
  const group = watching({ categorized: true, pid: processOf(5) }).look(0, {
    alive: [5],
    groups: { a: { unread: true } },
  });
  assert.equal(view(group).needsReview, true);
});
