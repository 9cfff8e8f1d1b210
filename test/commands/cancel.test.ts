import assert from "node:assert/strict";
import { test } from "node:test";
import type { App } from "../../src/commands/app.ts";
import { cancelCommand } from "../../src/commands/cancel.ts";
import type { StoredBuild } from "../../src/core/ports.ts";
import { claimSchema } from "../../src/core/state/delivery.ts";
import { configOf, momentAt, processOf } from "../core/samples.ts";
import { storedBuild } from "../pass/stored.ts";

const { at, ms } = momentAt(9);
const closed = { at, state: "COMPLETED", rule: "complete", reasons: [{ code: "end-operator" }] } as const;
const claim = claimSchema.parse({ version: 1, try: 1, deliveryId: "id-1", at, ms, owner: processOf(50) });

/** A completed build, of which a pass has claimed a try or not. */
function build(claimed: boolean): StoredBuild {
  return storedBuild({ closed }, claimed ? [{ claim, outcome: null }] : []);
}

/** Cancels; `claimed` says what the files tell before and after the mark is written. */
async function cancelling(claimed: { readonly before: boolean; readonly after: boolean }): Promise<readonly string[]> {
  let marked = false;
  const lines: string[] = [];
  const app = {
    config: configOf(),
    ports: {
      clock: { now: () => momentAt(10) },
      store: {
        buildNames: () => Promise.resolve(["nightly"]),
        attempts: () => Promise.resolve([1]),
        load: () => Promise.resolve(build(marked ? claimed.after : claimed.before)),
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
