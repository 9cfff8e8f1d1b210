import assert from "node:assert/strict";
import { test } from "node:test";
import type { App } from "../../src/commands/app.ts";
import { cancelCommand } from "../../src/commands/cancel.ts";
import type { StoredBuild, StoredScope } from "../../src/core/ports.ts";
import { claimSchema } from "../../src/core/state/delivery.ts";
import type { Usable } from "../../src/pass/records.ts";
import { configOf, momentAt, processOf } from "../core/samples.ts";
import { storedBuild } from "../pass/stored.ts";

const { at, ms } = momentAt(9);
const closed = { at, state: "COMPLETED", rule: "complete", reasons: [{ code: "end-operator" }] } as const;
const claim = claimSchema.parse({ version: 1, try: 1, deliveryId: "id-1", at, ms, owner: processOf(50) });

/** A build of two groups, both completed, of which a pass has claimed one. */
function twoGroups(): StoredBuild {
  const groupOf = (group: string, claimed: boolean): StoredScope => {
    const { memory, ...rest } = build(claimed).own;
    const begun = { artifact: momentAt(1), life: momentAt(1), report: momentAt(1), oldestNs: null };
    return { ...rest, memory: { ...memory, group, begun } };
  };
  const plain = storedBuild();
  const state = { ...plain.state, request: { ...plain.state.request, categorized: true } };
  return { ...plain, state, subRuns: [groupOf("linux", true), groupOf("mac", false)] };
}

/** A completed build, of which a pass has claimed a try or not. */
function build(claimed: boolean): Usable {
  return storedBuild({ closed }, claimed ? [{ claim, outcome: null }] : []);
}

/** Cancels; `claimed` says what the files tell before and after the mark is written. */
function cancelling(claimed: { readonly before: boolean; readonly after: boolean }): Promise<readonly string[]> {
  return cancelled((marked) => build(marked ? claimed.after : claimed.before));
}

async function cancelled(
  stored: (marked: boolean) => StoredBuild,
  attempts: (marked: boolean) => readonly number[] = () => [1],
): Promise<readonly string[]> {
  let marked = false;
  const lines: string[] = [];
  const app = {
    config: configOf(),
    ports: {
      clock: { now: () => momentAt(10) },
      store: {
        buildNames: () => Promise.resolve(["nightly"]),
        attempts: () => Promise.resolve(attempts(marked)),
        load: () => Promise.resolve(stored(marked)),
        writeCancel: () => Promise.resolve((marked = true)),
      },
    },
    runtime: { ringDoorbell: () => Promise.resolve(true) },
    out: { line: (text: string) => void lines.push(text) },
  } as unknown as App;
  await cancelCommand.run(app, { build: "nightly" });
  return lines;
}

test("what no pass has claimed will not be posted", async () => {
  const [line] = await cancelling({ before: false, after: false });
  assert.match(line ?? "", /will not be posted/);
});

test("a pass that claimed a try just before the mark was there may have missed it: too late", async () => {
  await assert.rejects(cancelling({ before: false, after: true }), { code: "too-late" });
});

test("of a build whose first group is being sent it is said which message may come all the same", async () => {
  const [line] = await cancelled(twoGroups);
  assert.match(line ?? "", /will not be posted, but for what is posted or may have been: group "linux"; the run/);
});

test("a name that is registered anew meanwhile is told: its new attempt is not cancelled", async () => {
  const anew = cancelled(
    () => build(false),
    (marked) => (marked ? [1, 2] : [1]),
  );
  await assert.rejects(anew, { code: "attempt-superseded", message: /attempt 2 is not cancelled, only attempt 1/ });
});
