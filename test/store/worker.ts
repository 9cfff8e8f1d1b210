import { closeSync, existsSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { HeldLock } from "../../src/core/state/runtime.ts";
import { withLock } from "../../src/store/lock.ts";
import { createStore } from "../../src/store/store.ts";
import { aClaim, keyOf } from "./samples.ts";

/** What the tests that need several processes tell one of them to do. */
export type Order =
  | { do: "claim"; stateDir: string; tryNumber: number }
  /** Takes the lock, does a moment's work that nobody else may do meanwhile, gives it back. */
  | { do: "pass"; runtimeDir: string; waitMs: number }
  /** Takes the lock and keeps it until told to let go. */
  | { do: "hold"; runtimeDir: string; waitMs: number; ownHandler?: boolean }
  | { do: "look" }
  /** Blocks its event loop until the file is there, then exits in the same turn. */
  | { do: "block and exit"; wake: string }
  | { do: "let go" };

export type Report = "ready" | "won" | "lost" | "done" | "busy" | "holding" | "two at once" | "compromised" | "let go";

/** The shortest times proper-lockfile takes. */
const timing = { stale: 2_000, update: 1_000 };

let held: HeldLock | undefined;
let letGo: () => void = () => undefined;

process.on("message", (order: Order) => void obey(order).then(report));
report("ready");

function report(text: Report): void {
  process.send?.(text);
}

async function obey(order: Order): Promise<Report> {
  switch (order.do) {
    case "claim":
      return claim(order.stateDir, order.tryNumber);
    case "pass":
      return pass(order.runtimeDir, order.waitMs);
    case "hold":
      if (order.ownHandler === true) process.once("SIGTERM", () => letGo());
      return hold(order.runtimeDir, order.waitMs);
    case "look":
      return held?.compromised() === true ? "compromised" : "holding";
    case "block and exit":
      return blockAndExit(order.wake);
    case "let go":
      letGo();
      return "let go";
  }
}

function blockAndExit(wake: string): never {
  while (!existsSync(wake)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  process.exit(0);
}

async function claim(stateDir: string, tryNumber: number): Promise<Report> {
  const store = createStore({ stateDir });
  const won = await store.claim(keyOf("nightly", 1), aClaim(tryNumber, String(process.pid)));
  return won ? "won" : "lost";
}

async function pass(runtimeDir: string, waitMs: number): Promise<Report> {
  const locked = await withLock(runtimeDir, waitMs, () => aloneInside(join(runtimeDir, "inside")), timing);
  return locked.busy ? "busy" : locked.value;
}

async function aloneInside(file: string): Promise<Report> {
  try {
    closeSync(openSync(file, "wx"));
  } catch {
    return "two at once";
  }
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  unlinkSync(file);
  return "done";
}

async function hold(runtimeDir: string, waitMs: number): Promise<Report> {
  const locked = await withLock(runtimeDir, waitMs, holding, timing);
  return locked.busy ? "busy" : "done";
}

async function holding(lock: HeldLock): Promise<void> {
  held = lock;
  const told = new Promise<void>((resolve) => (letGo = resolve));
  report("holding");
  await told;
}
