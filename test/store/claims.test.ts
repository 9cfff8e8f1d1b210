import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createStore } from "../../src/store/store.ts";
import { crowd } from "./crowd.ts";
import { aClaim, anAttempt, anOutcome, freshDir, keyOf } from "./samples.ts";

const key = keyOf("nightly", 1);

test("of 20 processes racing for one claim exactly one gets it, and it is the one on disk", async (t) => {
  const stateDir = freshDir(t);
  const store = createStore({ stateDir });
  await store.createAttempt(anAttempt("nightly", 1));
  const workers = await crowd(t, 20);
  for (let tryNumber = 1; tryNumber <= 5; tryNumber++) {
    const reports = await Promise.all(workers.map((worker) => worker.ask({ do: "claim", stateDir, tryNumber })));
    const winners = workers.filter((_, index) => reports[index] === "won");
    const { tries, damaged } = await store.delivery(key);
    assert.deepEqual([winners.length, tries.length, damaged], [1, tryNumber, []]);
    assert.equal(tries.at(-1)?.claim.deliveryId, String(winners[0]?.process.pid));
  }
  const names = readdirSync(join(stateDir, "builds/nightly/attempts/1"));
  assert.deepEqual(
    names.filter((name) => name.startsWith(".")),
    [],
  );
});

test("the first outcome of a try stands, whoever comes second", async (t) => {
  const store = createStore({ stateDir: freshDir(t) });
  await store.createAttempt(anAttempt("nightly", 1));
  await store.claim(key, aClaim(1));
  assert.equal(await store.settle(key, 1, anOutcome("resend")), true);
  assert.equal(await store.settle(key, 1, anOutcome("posted")), false);
  assert.deepEqual((await store.delivery(key)).tries, [{ claim: aClaim(1), outcome: anOutcome("resend") }]);
});

test("nothing can be claimed for a scope that has no folder", async (t) => {
  const store = createStore({ stateDir: freshDir(t) });
  await assert.rejects(store.claim(key, aClaim(1)), { code: "state-write-failed", status: 74 });
});
