import assert from "node:assert/strict";
import { test } from "node:test";
import { isStale, lastPassFinding, lockFinding, stateFindings } from "../../../src/core/health/passes.ts";
import type { LastPass } from "../../../src/core/state/runtime.ts";
import { present } from "../../../src/core/words.ts";
import { momentAt } from "../samples.ts";

function passAt(seconds: number, exit: number | null = 0, boot = "b1"): LastPass {
  return { version: 1, ...momentAt(seconds, boot), exit, row: 0, processesSeen: null };
}

test("passes are stale after three intervals of the timer, in another boot, and where there was none", () => {
  const now = momentAt(1_000);
  assert.deepEqual(
    [passAt(910), passAt(909), passAt(999, 0, "b0"), null].map((last) => isStale(last, now)),
    [false, true, true, true],
  );
});

test("how the last pass ended, and whether any come", () => {
  const said = (last: LastPass): string => {
    const { level, text } = lastPassFinding(present(last), momentAt(1_000));
    return `${level}: ${text}`;
  };
  assert.equal(said(passAt(990)), "ok: the last one ended well 10 s ago");
  assert.equal(said(passAt(990, null)), "ok: one began 10 s ago and has not ended");
  assert.equal(said(passAt(990, 78)), "warning: the last one ended with status 78 10 s ago");
  assert.equal(said(passAt(0)), "fault: the last one was 16 min 40 s ago; none come any more");
});

test("no pass yet is a fault, one that cannot be told a warning", () => {
  assert.equal(lastPassFinding({ seen: "absent" }, momentAt(0)).level, "fault");
  assert.equal(lastPassFinding({ seen: "unreadable", detail: "EACCES" }, momentAt(0)).level, "warning");
});

test("a lock is free, held, or left behind", () => {
  const level = (age: Parameters<typeof lockFinding>[0]): string => lockFinding(age).level;
  assert.deepEqual(
    [
      level({ seen: "absent" }),
      level(present(29_999)),
      level(present(30_000)),
      level({ seen: "unreadable", detail: "EACCES" }),
    ],
    ["ok", "ok", "note", "warning"],
  );
});

test("damaged state is a fault each, builds that need a person a note", () => {
  const damaged = [{ file: "builds/a/state.json", detail: "is empty" }];
  assert.deepEqual(
    stateFindings(damaged, 2).map(({ level, text }) => `${level}: ${text}`),
    ["fault: builds/a/state.json is damaged (is empty); nothing of it is posted", "note: 2 builds need a person"],
  );
  assert.deepEqual(
    stateFindings([], 0).map(({ level }) => level),
    ["ok"],
  );
});
