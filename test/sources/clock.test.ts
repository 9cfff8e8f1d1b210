import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Fault } from "../../src/core/faults.ts";
import { createClock } from "../../src/sources/clock.ts";

test("a moment holds the wall clock in UTC, the boot id and whole milliseconds", () => {
  const before = Date.now();
  const { at, boot, ms } = createClock().now();
  assert.equal(new Date(at).toISOString(), at);
  assert.ok(Date.parse(at) >= before);
  assert.equal(boot, readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  assert.ok(Number.isSafeInteger(ms));
});

test("the milliseconds are those of the monotonic clock", () => {
  const wholeMs = ([seconds, ns]: [number, number]): number => seconds * 1_000 + Math.floor(ns / 1_000_000);
  const clock = createClock();
  const before = wholeMs(process.hrtime());
  const { ms } = clock.now();
  assert.ok(before <= ms && ms <= wholeMs(process.hrtime()));
});

test("another process of this boot reads the same clock", () => {
  const module = JSON.stringify(join(import.meta.dirname, "../../src/sources/clock.ts"));
  const code = `import { createClock } from ${module}; console.log(JSON.stringify(createClock().now()))`;
  const clock = createClock();
  const before = clock.now();
  const args = ["--import", "tsx", "--input-type=module", "-e", code];
  const between = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as {
    boot: string;
    ms: number;
  };
  const after = clock.now();
  assert.equal(between.boot, before.boot);
  assert.ok(before.ms <= between.ms && between.ms <= after.ms);
});

test("sleep lasts at least as long as asked for", async () => {
  const clock = createClock();
  const before = clock.now().ms;
  await clock.sleep(30);
  assert.ok(clock.now().ms - before >= 29);
});

test("a boot id that cannot be read is a fault of its own, at once", () => {
  assert.throws(
    () => createClock("/nowhere"),
    (error) => error instanceof Fault && error.code === "boot-id-unreadable" && error.status === 74,
  );
});
