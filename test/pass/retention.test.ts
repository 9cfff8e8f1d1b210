import assert from "node:assert/strict";
import { test } from "node:test";
import type { Store, StoredBuild } from "../../src/core/ports.ts";
import type { PassContext } from "../../src/pass/context.ts";
import type { Usable } from "../../src/pass/records.ts";
import { settleIfDone } from "../../src/pass/retention.ts";
import { momentAt } from "../core/samples.ts";
import { storedBuild } from "./stored.ts";

const closed = { at: momentAt(9).at, state: "UNKNOWN", rule: "stalled", reasons: [{ code: "end-operator" }] } as const;

function buildWith(closure: typeof closed | null): Usable {
  return storedBuild({ closed: closure });
}

/** What becomes of the list of open attempts if these are the states that each look at the disk finds. */
async function listed(...states: readonly StoredBuild[]): Promise<readonly string[]> {
  const left = [...states];
  const calls: string[] = [];
  const store: Pick<Store, "load" | "settleAttempt" | "reopenAttempt"> = {
    load: () => Promise.resolve(left.shift() ?? buildWith(null)),
    settleAttempt: () => Promise.resolve(void calls.push("off")),
    reopenAttempt: () => Promise.resolve(void calls.push("on")),
  };
  const context = { ports: { store } } as unknown as PassContext;
  await settleIfDone(context, { compromised: () => false }, buildWith(closed));
  return calls;
}

test("a build of which all is judged comes off the list of open ones", async () => {
  assert.deepEqual(await listed(buildWith(closed), buildWith(closed)), ["off"]);
});

test("one that was reset while the pass was held up stays on it", async () => {
  assert.deepEqual(await listed(buildWith(null)), []);
  assert.deepEqual(await listed(buildWith(closed), buildWith(null)), ["off", "on"]);
});
