import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { Ended } from "../dist.ts";
import { temporaryFolder } from "../workplace.ts";
import type { Copy } from "./copies.ts";
import { stopAfter, type Place } from "./strace.ts";

/** A pass that stands still, as in a machine that is suspended, and knows nothing of it. */
export interface Frozen {
  /** Lets it go on, and waits for its end. */
  thaw(): Promise<Ended>;
}

/** Begins a pass and stops it right after a place. */
export async function frozenAfter(context: TestContext, copy: Copy, place: Place): Promise<Frozen> {
  const trace = join(temporaryFolder(context), "trace");
  const running = copy.begin(["reconcile"], stopAfter(place, trace));
  const stopped = await stoppedIn(trace, `a pass came to ${place.call} ${String(place.number)}`);
  return {
    thaw() {
      process.kill(stopped, "SIGCONT");
      return running.ended;
    },
  };
}

/** The process of which strace wrote that it stopped, with its first thread. */
async function stoppedIn(trace: string, what: string): Promise<number> {
  for (let looks = 0; looks < 600; looks++) {
    const text = existsSync(trace) ? readFileSync(trace, "utf8") : "";
    const threads = [...text.matchAll(/^(\d+) +--- stopped by SIGSTOP/gm)].map(([, thread]) => Number(thread));
    const first = threads.find((thread) => existsSync(`/proc/${String(thread)}`) && isFirst(thread));
    if (first !== undefined) return first;
    await wait(50);
  }
  assert.fail(`not so in 30 s: ${what}`);
}

function isFirst(thread: number): boolean {
  return readFileSync(`/proc/${String(thread)}/status`, "utf8").includes(`\nTgid:\t${String(thread)}\n`);
}
