import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { describe, describeSkip, describeWait } from "../../../src/core/judge/describe.ts";
import type { SkipBecause, WaitBecause } from "../../../src/core/post/decide.ts";
import type { Reason, ReasonCode, RunningBecause } from "../../../src/core/judge/reasons.ts";
import { runStates } from "../../../src/core/words.ts";

const since = "2026-11-23T10:00:00.000Z";

/** One of each: the compiler asks for every code. */
const reasons: { readonly [Code in ReasonCode]: Extract<Reason, { code: Code }> } = {
  "operator-cancelled": { code: "operator-cancelled", reason: null, whole: false },
  superseded: { code: "superseded" },
  "cancel-marker": { code: "cancel-marker", line: "run cancelled" },
  "cancel-no-totals": { code: "cancel-no-totals" },
  "exit-signal": { code: "exit-signal", signal: null, result: "oom-kill" },
  "kill-marker": { code: "kill-marker", line: "Killed" },
  "earlier-boot": { code: "earlier-boot" },
  "end-exit": { code: "end-exit", status: 0 },
  "end-marker": { code: "end-marker", line: "All specs passed!" },
  "end-operator": { code: "end-operator" },
  "end-runner-gone": { code: "end-runner-gone" },
  "end-next-group": { code: "end-next-group", group: "windows" },
  "end-driver-gone": { code: "end-driver-gone" },
  "all-passed": { code: "all-passed", machines: 3 },
  "machine-failed": { code: "machine-failed", machine: "m1", failed: 2, total: 9 },
  "machine-log-failed": { code: "machine-log-failed", machine: "m1", failed: 1, of: 2 },
  "no-tests": { code: "no-tests", machine: "m1" },
  "last-word-failed": { code: "last-word-failed", failed: 1, of: 3, unit: "spec" },
  "report-failed": { code: "report-failed", path: "xml/a.xml", failed: 1 },
  "machine-missing": { code: "machine-missing", machine: "m1", older: null },
  "machine-running": { code: "machine-running", machine: "m1", why: "in-the-writing", detail: "xml/a.xml" },
  "machine-unreadable": { code: "machine-unreadable", machine: "m1", detail: "xml/a.xml: it is cut" },
  "reports-disagree": { code: "reports-disagree", machine: "m1", tests: 2 },
  "failure-overwritten": { code: "failure-overwritten", machine: "m1" },
  "status-disagrees": { code: "status-disagrees", machine: "m1" },
  "machine-log-broken": { code: "machine-log-broken", machine: "m1", path: "logs/a.log" },
  "red-run-unexplained": { code: "red-run-unexplained", failed: 1, all: 3 },
  "driver-log-red": { code: "driver-log-red", failed: 1 },
  "earlier-alive": { code: "earlier-alive", pid: 7, count: 2 },
  "earlier-wrote": { code: "earlier-wrote", path: "xml/a.xml" },
  "spec-unfinished": { code: "spec-unfinished", spec: "a.cy.js" },
  "exit-disagrees": { code: "exit-disagrees", status: 1 },
  "runner-alive": { code: "runner-alive", pid: 7, count: 2 },
  "runner-gone": { code: "runner-gone", since },
  "runner-never": { code: "runner-never" },
  "driver-alive": { code: "driver-alive", pid: 5 },
  "driver-gone": { code: "driver-gone", since },
  "cannot-look": { code: "cannot-look", at: "the processes", detail: "ps failed" },
  "start-open": { code: "start-open", path: "logs/a.log" },
  "file-behind": { code: "file-behind", path: "logs/a.log" },
  "file-lost": { code: "file-lost", path: "logs/a.log" },
  settling: { code: "settling", until: since },
  "quiet-wait": { code: "quiet-wait", until: since },
  "end-unconfirmed": { code: "end-unconfirmed" },
  "scope-unknown": { code: "scope-unknown" },
  "specs-untold": { code: "specs-untold", machine: "m1" },
  "not-begun": { code: "not-begun", until: since },
  "ended-unseen": { code: "ended-unseen", until: since },
  "not-confirmed-again": { code: "not-confirmed-again" },
  "never-started": { code: "never-started", ms: 86_400_000 },
  stalled: { code: "stalled", ms: 21_600_000 },
  "too-old": { code: "too-old", ms: 259_200_000 },
  layout: { code: "layout", unclaimed: ["xml/a.xml"] },
  "groups-open": { code: "groups-open", groups: ["linux"] },
  "no-sub-run": { code: "no-sub-run" },
  "groups-not-begun": { code: "groups-not-begun", groups: ["linux", "windows"] },
  "groups-closed": { code: "groups-closed", count: 2 },
};

function isSentence(text: string): void {
  assert.ok(text.length > 8);
  assert.doesNotMatch(text, /undefined|null|NaN|\[object/);
  assert.doesNotMatch(text, /[.\n]$/, "it is put together with others");
}

for (const [code, reason] of Object.entries(reasons))
  test(`there is a sentence for ${code}`, () => isSentence(describe(reason)));

test("no two codes share a sentence", () => {
  const sentences = Object.values(reasons).map(describe);
  assert.equal(new Set(sentences).size, sentences.length);
});

test("a reason stored by another release is told by its code", () => {
  assert.equal(describe({ code: "solar-flare" } as unknown as Reason), 'reason "solar-flare" of another release');
});

test("every cause of a machine's not being done has its own words", () => {
  const causes: Readonly<Record<RunningBecause, true>> = {
    "in-the-writing": true,
    vanished: true,
    "status-line": true,
    "log-open": true,
    "log-only": true,
  };
  const told = (Object.keys(causes) as RunningBecause[]).map((why) =>
    describe({ code: "machine-running", machine: "m1", why, detail: "x.xml" }),
  );
  told.forEach(isSentence);
  assert.equal(new Set(told).size, told.length);
});

for (const [reason, text] of [
  [
    { code: "operator-cancelled", reason: 'wrong\n"branch"', whole: true },
    'the whole build was cancelled by an operator: "wrong\\n\\"branch\\""',
  ],
  [
    { code: "machine-missing", machine: "m2", older: { path: "xml/m2.xml", at: "2026-01-01T00:00:00.000Z" } },
    "m2 has not reported; xml/m2.xml is older than this registration and is not counted",
  ],
  [{ code: "runner-alive", pid: 7, count: 1 }, "its runner is alive (pid 7)"],
  [{ code: "all-passed", machines: 1 }, "its one machine passed"],
  [{ code: "groups-closed", count: 1 }, "its one group is closed"],
  [
    { code: "exit-signal", signal: "SIGTERM", result: "success" },
    "its supervisor recorded that it was ended by SIGTERM",
  ],
  [{ code: "layout", unclaimed: [] }, "no file of its name ever appeared in the reporter directories"],
  [
    { code: "layout", unclaimed: ["a", "b", "c", "d", "e", "f", "g"] },
    "7 files of its name fit no pattern: a, b, c, d, e and 2 more",
  ],
] as const satisfies readonly (readonly [Reason, string])[]) {
  test(`a person reads: ${text}`, () => assert.equal(describe(reason), text));
}

const skips: { readonly [Code in SkipBecause["code"]]: Extract<SkipBecause, { code: Code }> } = {
  parent: { code: "parent" },
  "not-over": { code: "not-over" },
  "never-posted": { code: "never-posted", state: "HUNG" },
  "already-posted": { code: "already-posted", at: null },
  "being-sent": { code: "being-sent" },
  unconfirmed: { code: "unconfirmed", at: since, looked: null },
  damaged: { code: "damaged", files: ["try-1.json"] },
  "marks-unreadable": { code: "marks-unreadable", detail: "EIO" },
};
const waits: { readonly [Code in WaitBecause["code"]]: Extract<WaitBecause, { code: Code }> } = {
  "back-off": { code: "back-off", nextAt: since },
  "no-webhook": { code: "no-webhook", detail: "no webhook is configured" },
  doubts: { code: "doubts", count: 2, nextAt: since },
  "next-pass": { code: "next-pass", ms: 45_000 },
  "mattermost-trouble": { code: "mattermost-trouble", detail: "it answers 502" },
};

test("doing nothing has a sentence too, and so has waiting", () => {
  const told = [...Object.values(skips).map(describeSkip), ...Object.values(waits).map(describeWait)];
  told.forEach(isSentence);
  assert.equal(new Set(told).size, told.length);
  assert.match(describeSkip({ code: "already-posted", at: since }), / at 2026-11-23 10:00:00 UTC$/);
  for (const state of runStates) isSentence(describeSkip({ code: "never-posted", state }));
});

test("a line out of a log stays on one line, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (line) =>
      assert.doesNotMatch(describe({ code: "kill-marker", line }), /\p{Cc}/u),
    ),
  );
});
