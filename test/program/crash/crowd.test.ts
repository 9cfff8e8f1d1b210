import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { test } from "node:test";
import { makeRig } from "../rig.ts";
import { dueRun } from "../scenes.ts";
import { copyOf } from "./copies.ts";

const rounds = 10;
const passes = 50;

test("of fifty passes at once that find a message due and a lock gone stale one sends it, ten times over", async (context) => {
  const rig = await makeRig(context);
  await dueRun(rig);
  const statuses = new Map<number | null, number>();
  for (let round = 0; round < rounds; round++) {
    const copy = await copyOf(context, rig);
    mkdirSync(copy.lock);
    copy.expireLock();
    const ended = await Promise.all(Array.from({ length: passes }, () => copy.run(["reconcile"])));
    for (const { status } of ended) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    await copy.run(["reconcile"]);
    assert.equal(copy.receiver.posts.length, 1);
    assert.deepEqual(
      (await copy.scopes()).map(({ delivery }) => delivery.phase),
      ["posted"],
    );
  }
  assert.deepEqual(
    [...statuses.keys()].filter((status) => status !== 0 && status !== 75),
    [],
  );
  context.diagnostic(`${String(rounds)} × ${String(passes)} passes: ${String(rounds)} posts; ${told(statuses)}`);
});

function told(statuses: ReadonlyMap<number | null, number>): string {
  return [...statuses].map(([status, count]) => `${String(count)} ended with ${String(status)}`).join(", ");
}
