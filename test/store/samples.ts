import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Claim, Outcome, Posted } from "../../src/core/state/delivery.ts";
import { newScope } from "../../src/core/state/newscope.ts";
import type { ScopeKey } from "../../src/core/ports.ts";
import type { Attempt, ScopeMemory } from "../../src/core/state/state.ts";
import type { HeldLock } from "../../src/core/state/runtime.ts";
import type { Moment } from "../../src/core/time.ts";

export const now: Moment = { at: "2026-11-23T10:00:00.000Z", boot: "b0", ms: 5_000 };

/** A directory of the test's own, gone when the test is. */
export function freshDir(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "atvm-store-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A lock that nobody takes over. */
export const held: HeldLock = { compromised: () => false };

export function keyOf(build: string, attempt: number, group: string | null = null): ScopeKey {
  return { build, attempt, group };
}

export function anAttempt(build: string, attempt: number): Attempt {
  return {
    version: 1,
    build,
    attempt,
    registered: now,
    request: {
      root: "/root/atvm",
      categorized: false,
      groups: [],
      machines: ["m1"],
      pid: null,
      since: null,
      adopt: false,
      startWithin: null,
      hangAfter: null,
      maxDuration: null,
      channel: null,
    },
    inventory: [],
    foreign: [],
    foreignGone: null,
    scope: newScope(null, build, now),
  };
}

export function aSubRun(group: string): ScopeMemory {
  return newScope(group, `nightly-${group}`, now);
}

export function aClaim(tryNumber: number, deliveryId = "id-1"): Claim {
  const owner = { boot: "b0", pid: 4711, start: "99" };
  return { version: 1, try: tryNumber, deliveryId, at: now.at, ms: now.ms, owner };
}

export function anOutcome(outcome: Outcome["outcome"]): Outcome {
  return { version: 1, at: now.at, outcome, error: null, nextAt: null };
}

export const aPosted: Posted = { version: 1, at: now.at, deliveryId: "id-1", by: "watcher" };
