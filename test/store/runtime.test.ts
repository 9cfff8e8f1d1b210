import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { LastPass } from "../../src/core/state/runtime.ts";
import { createRuntime } from "../../src/store/runtime.ts";
import { freshDir, now } from "./samples.ts";

describe("the last pass", () => {
  const pass: LastPass = { version: 1, ...now, exit: 0, row: 0, processesSeen: now };

  test("is absent at first, then what was saved", async (t) => {
    const stateDir = join(freshDir(t), "state");
    const runtime = createRuntime({ stateDir });
    assert.deepEqual(await runtime.lastPass(), { seen: "absent" });
    await runtime.saveLastPass({ ...pass, exit: null });
    await runtime.saveLastPass(pass);
    assert.deepEqual(await runtime.lastPass(), { seen: "present", fact: pass });
    assert.equal(statSync(`${stateDir}.run`).mode & 0o777, 0o700);
    assert.deepEqual(readdirSync(`${stateDir}.run`), ["last-pass.json"]);
  });

  test("is found whole by whoever reads it while it is written anew", async (t) => {
    const runtime = createRuntime({ stateDir: join(freshDir(t), "state") });
    await runtime.saveLastPass(pass);
    for (let round = 0; round < 100; round++) {
      const reads = Array.from({ length: 4 }, () => runtime.lastPass());
      await runtime.saveLastPass({ ...pass, ms: round });
      for (const { seen } of await Promise.all(reads)) assert.equal(seen, "present");
    }
  });

  test("is not known when its file is damaged", async (t) => {
    const stateDir = join(freshDir(t), "state");
    const runtime = createRuntime({ stateDir });
    await runtime.saveLastPass(pass);
    writeFileSync(join(`${stateDir}.run`, "last-pass.json"), "");
    assert.equal((await runtime.lastPass()).seen, "unreadable");
  });
});

describe("the doorbell", () => {
  test("is heard once, however often it rang", async (t) => {
    const stateDir = join(freshDir(t), "state");
    const runtime = createRuntime({ stateDir });
    assert.equal(await runtime.drainDoorbell(), false);
    const rings = await Promise.all([runtime.ringDoorbell(), runtime.ringDoorbell(), runtime.ringDoorbell()]);
    assert.deepEqual(rings, [true, true, true]);
    assert.equal(readdirSync(`${stateDir}.run/doorbell`).length, 3);
    assert.equal(await runtime.drainDoorbell(), true);
    assert.equal(await runtime.drainDoorbell(), false);
  });

  test("is emptied of whatever lies there, but of no more than a pass may take", async (t) => {
    const stateDir = join(freshDir(t), "state");
    const doorbell = `${stateDir}.run/doorbell`;
    mkdirSync(join(doorbell, "folder/within"), { recursive: true });
    for (let number = 0; number < 1_002; number++) writeFileSync(join(doorbell, `ring-${number}`), "");
    const runtime = createRuntime({ stateDir });
    assert.equal(await runtime.drainDoorbell(), true);
    assert.equal(readdirSync(doorbell).length, 3);
    assert.equal(await runtime.drainDoorbell(), true);
    assert.deepEqual(readdirSync(doorbell), []);
  });

  test("that cannot be rung is no failure", async (t) => {
    const dir = freshDir(t);
    writeFileSync(join(dir, "state.run"), "a file in the way");
    const runtime = createRuntime({ stateDir: join(dir, "state") });
    assert.equal(await runtime.ringDoorbell(), false);
    assert.equal(await runtime.drainDoorbell(), false);
    rmSync(join(dir, "state.run"));
    assert.equal(await runtime.ringDoorbell(), true);
  });
});
