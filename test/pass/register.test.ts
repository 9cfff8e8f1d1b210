import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoredBuild, StoredScope } from "../../src/core/ports.ts";
import { prepare } from "../../src/pass/register.ts";
import { attemptOf, configOf, momentAt } from "../core/samples.ts";
import { storedBuild } from "./stored.ts";

const { at } = momentAt(9);
const closed = { at, state: "COMPLETED", rule: "complete", reasons: [{ code: "end-operator" }] } as const;

/** An open categorized build of one group that is closed, of others whose state is damaged, and with these declared. */
function judgedBut(damagedGroups: readonly string[], declared: readonly string[] = []): StoredBuild {
  const plain = storedBuild();
  const begun = { artifact: momentAt(1), life: momentAt(1), report: momentAt(1), oldestNs: null };
  const group: StoredScope = { ...plain.own, memory: { ...plain.own.memory, group: "a", begun, closed } };
  const state = {
    ...plain.state,
    request: {
      ...plain.state.request,
      categorized: true,
      groups: declared.map((name) => ({ name, machines: ["m1"] })),
    },
  };
  return { ...plain, state, subRuns: [group], damagedGroups };
}

function rerun(stored: StoredBuild): ReturnType<typeof prepare> {
  const store = {
    attempts: () => Promise.resolve([1]),
    load: () => Promise.resolve(stored),
    nextAttempt: () => Promise.resolve(2),
    openAttempts: () => Promise.resolve([]),
  };
  const ports = {
    store,
    sources: { files: () => Promise.resolve({ seen: "present", fact: [] }) },
    clock: { now: () => momentAt(10) },
  } as unknown as Parameters<typeof prepare>[0]["ports"];
  const request = attemptOf({ categorized: true }).request;
  return prepare({ config: configOf(), ports }, { build: "nightly", request, rerun: true, replace: false });
}

test("--rerun takes the place of a build whose runs are all judged", async () => {
  assert.equal((await rerun(judgedBut([]))).attempt.attempt, 2);
});

test("but not of one with a damaged group: repaired, that may have something to post", async () => {
  await assert.rejects(rerun(judgedBut(["b"])), { code: "build-open", message: /not all judged/ });
});

test("nor of one with a declared group that no look has seen yet: it may have done its work since", async () => {
  await assert.rejects(rerun(judgedBut([], ["a", "b"])), { code: "build-open", message: /not all judged/ });
  assert.equal((await rerun(judgedBut([], ["a"]))).attempt.attempt, 2);
});
