import assert from "node:assert/strict";
import { test } from "node:test";
import { cureOf, shellQuoted } from "../../../src/core/show/cures.ts";
import type { Delivery } from "../../../src/core/post/ledger.ts";
import { scopeView, type ScopeView } from "../../../src/core/show/view.ts";
import { formatSecond } from "../../../src/core/zone.ts";
import { begins, endsGreen, junit, log, spec } from "../papers.ts";
import { momentAt, processOf } from "../samples.ts";
import { hour, named, settle, watching, type Timeline } from "../situations.ts";

function view(run: Timeline, delivery: Delivery = { phase: "none" }, group?: string): ScopeView {
  const { verdict, begun, situation } = run.judged(group);
  return scopeView({ memory: run.memory(group), begun, verdict, situation, delivery });
}

function finished(files = [junit("m1")]): Timeline {
  return watching(named("m1"))
    .look(5, { alive: [7], files })
    .look(30, { alive: [] })
    .look(settle);
}

test("an open run: its state, reasons in words, machines, and its runner", () => {
  const run = watching(named("m1", "m2")).look(5, { alive: [7], files: [junit("m1")] });
  assert.deepEqual(view(run), {
    group: null,
    run: "nightly",
    begun: true,
    state: "RUNNING",
    rule: "in-progress",
    reasons: [
      { code: "runner-alive", text: "its runner is alive (pid 7)" },
      { code: "machine-missing", text: "m2 has not reported" },
      { code: "end-unconfirmed", text: "nothing confirms yet that the run is over" },
      { code: "settling", text: `its files must stay as they are until ${formatSecond(momentAt(65).at)}` },
    ],
    needsReview: false,
    countSince: null,
    closed: null,
    firstSeenAt: momentAt(5).at,
    progressAt: momentAt(5).at,
    runner: { seen: "alive", pid: 7 },
    tests: { total: 2, passed: 2, failed: 0, skipped: 0, flaky: 0 },
    machines: [
      { name: "m1", state: "PASSED", declared: true },
      { name: "m2", state: "NOT STARTED", declared: true },
    ],
    delivery: { phase: "none", tries: 0, postedAt: null, nextAt: null, lastError: null, lookedFor: null },
  });
});

test("nothing was seen yet: no tests, no times, a runner never seen", () => {
  const seen = view(watching(named("m1")).look(5));
  assert.deepEqual(
    [seen.tests, seen.firstSeenAt, seen.progressAt, seen.runner],
    [null, null, null, { seen: "never", pid: null }],
  );
});

test("a runner that went away is gone, one that could not be looked at is unreadable", () => {
  const run = watching().look(5, { alive: [7] });
  assert.equal(view(run.look(5, { blind: "processes" })).runner.seen, "unreadable");
  assert.equal(view(run.look(5, { alive: [] })).runner.seen, "gone");
});

test("what is closed shows what it was closed with, whatever its files say now", () => {
  const run = finished()
    .close()
    .look(30, { files: [junit("m1", spec("a.cy.js", "!one"))] });
  const { closed, tests, machines, state } = view(run);
  assert.deepEqual([closed?.at, tests?.failed, machines[0]?.state, state], [momentAt(95).at, 0, "PASSED", "COMPLETED"]);
});

const closedRows: readonly (readonly [title: string, delivery: Delivery, phase: string])[] = [
  ["nothing tried yet", { phase: "none" }, "waiting"],
  ["being sent", { phase: "sending", tries: 1 }, "sending"],
  ["posted", { phase: "posted", tries: 1, at: "x" }, "posted"],
  ["waiting for the next try", { phase: "waiting", tries: 1, nextAt: "x", error: null }, "waiting"],
  ["in doubt", { phase: "unconfirmed", tries: 1, deliveryId: "x", at: "x", looked: null }, "unconfirmed"],
  ["damaged", { phase: "damaged", tries: 1, files: [] }, "suppressed"],
];

for (const [title, delivery, phase] of closedRows) {
  test(`the delivery of a completed run, ${title}: ${phase}`, () =>
    assert.equal(view(finished().close(), delivery).delivery.phase, phase));
}

test("a closed state that is never posted has its delivery suppressed, after a try too", () => {
  const run = watching().look(5, { cancelled: true }).close();
  assert.equal(view(run).delivery.phase, "suppressed");
  assert.equal(view(run, { phase: "waiting", tries: 1, nextAt: null, error: null }).delivery.phase, "suppressed");
});

test("a waiting delivery tells its last error and when it goes on", () => {
  const error = { code: "ECONNREFUSED", text: "refused" };
  const { delivery } = view(finished().close(), { phase: "waiting", tries: 2, nextAt: "then", error });
  assert.deepEqual(delivery, {
    phase: "waiting",
    tries: 2,
    postedAt: null,
    nextAt: "then",
    lastError: error,
    lookedFor: null,
  });
});

test("all reports are whole and green, no process is left, nothing confirms the end: for a person at once", () => {
  const run = watching(named("m1")).look(0, { files: [junit("m1")] });
  assert.equal(view(run.look(settle - 1)).needsReview, false);
  assert.equal(view(run.look(1)).needsReview, true);
});

test("the same where only observed machines finished: more may follow", () => {
  const run = watching()
    .look(0, { files: [junit("m1"), log([...begins, ...endsGreen])] })
    .look(settle);
  assert.equal(view(run).needsReview, true);
});

test("not for a person: a live runner, a machine missing, a live driver", () => {
  const green = { files: [junit("m1")] };
  assert.equal(
    view(
      watching(named("m1"))
        .look(0, { ...green, alive: [7] })
        .look(hour),
    ).needsReview,
    false,
  );
  assert.equal(view(watching(named("m1", "m2")).look(0, green).look(hour)).needsReview, false);
  const group = watching({ categorized: true, pid: processOf(5) });
  group.look(0, { alive: [5], groups: { a: { ...green, alive: [7] } } }).look(30, { groups: { a: { alive: [] } } });
  assert.equal(view(group.look(hour), { phase: "none" }, "a").needsReview, false);
});

test("a run closed as hung shows the process that was alive then", () => {
  const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1")] });
  const { state, runner } = view(run.look(24 * hour).close());
  assert.deepEqual([state, runner], ["HUNG", { seen: "alive", pid: 7 }]);
});

test("closed as unknown or hung is for a person until the review is ended; other closed states are not", () => {
  const unknown = watching()
    .look(24 * hour)
    .close();
  assert.equal(view(unknown).needsReview, true);
  const memory = { ...unknown.memory(), accepted: momentAt(0).at };
  assert.equal(scopeView({ ...unknown.judged(), memory, delivery: { phase: "none" } }).needsReview, false);
  assert.equal(view(finished().close()).needsReview, false);
  assert.equal(view(watching().look(5, { cancelled: true }).close()).needsReview, false);
});

test("a message in doubt or damaged is for a person, accepted or not", () => {
  const run = finished().close();
  assert.equal(view(run, { phase: "unconfirmed", tries: 1, deliveryId: "x", at: "x", looked: null }).needsReview, true);
  assert.equal(view(run, { phase: "damaged", tries: 0, files: ["."] }).needsReview, true);
});

test("each kind of review has the command that settles it, ready to paste", () => {
  const stuck = view(
    watching(named("m1"))
      .look(0, { files: [junit("m1")] })
      .look(settle),
  );
  const unknown = view(
    watching()
      .look(24 * hour)
      .close(),
  );
  const doubt = view(finished().close(), { phase: "unconfirmed", tries: 1, deliveryId: "x", at: "x", looked: null });
  assert.match(cureOf("nightly", stuck), /reset nightly --ended/);
  assert.match(cureOf("my build", unknown), /resolve 'my build' --accept/);
  const damaged = view(finished().close(), { phase: "damaged", tries: 1, files: ["try-1.json"] });
  assert.equal(damaged.delivery.lastError?.text, "damaged: try-1.json");
  assert.match(cureOf("nightly", damaged), /touch posted\.json/);
  assert.match(cureOf("nightly", { ...doubt, group: "it's" }), /resolve nightly --group 'it'\\''s' --posted/);
});

test("where only older reports are there the command that counts them is named first", () => {
  const older = { m1: { path: "xml/nightly_m1.xml", at: momentAt(0).at } };
  const run = watching({ machines: ["m1"], pid: processOf(7) })
    .look(0, { alive: [7], older })
    .look(30, { alive: [] });
  const seen = view(run.look(settle).close());
  assert.equal(seen.countSince, "2026-11-23T00:00:00Z");
  assert.match(cureOf("nightly", seen), /reset nightly --since 2026-11-23T00:00:00Z/);
});

test("a word is quoted for the shell where it must be", () => {
  assert.deepEqual(["a-b", "-x", "", "a b", "$(x)", "it's"].map(shellQuoted), [
    "a-b",
    "'-x'",
    "''",
    "'a b'",
    "'$(x)'",
    "'it'\\''s'",
  ]);
});
