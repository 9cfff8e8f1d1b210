import { parseConfig, type Config } from "../../src/core/config.ts";
import { newScope } from "../../src/core/state/newscope.ts";
import type { CancelMark } from "../../src/core/ports.ts";
import type { ExitRecord } from "../../src/core/state/exit.ts";
import type { ProcessId } from "../../src/core/processes/process.ts";
import type { Attempt, BuildRequest } from "../../src/core/state/state.ts";
import type { Moment } from "../../src/core/time.ts";
import type { Seen } from "../../src/core/words.ts";

/** The configuration with these settings, everything else as by default. */
export function configOf(settings: object = {}): Config {
  const parsed = parseConfig(settings);
  if (!parsed.ok) throw new Error(parsed.faults.join("; "));
  return parsed.value;
}

/** A process of which only the pid matters. */
export function processOf(pid: number, boot = "b1"): ProcessId {
  return { boot, pid, start: `${pid}00` };
}

/** A moment by seconds of the boot's clock, and by seconds of a wall clock that began at the same time. */
export function momentAt(seconds: number, boot = "b1", wall = seconds): Moment {
  return { at: new Date(Date.UTC(2026, 10, 23) + wall * 1_000).toISOString(), boot, ms: seconds * 1_000 };
}

/** The registration of `nightly`, not categorized unless the request says so. */
export function attemptOf(request: Partial<BuildRequest> = {}, registered: Moment = momentAt(0)): Attempt {
  const all: BuildRequest = {
    root: "/root/atvm",
    categorized: false,
    groups: [],
    machines: [],
    pid: null,
    since: null,
    adopt: false,
    startWithin: null,
    hangAfter: null,
    maxDuration: null,
    channel: null,
    ...request,
  };
  const scope = newScope(null, "nightly", registered);
  return {
    version: 1,
    build: "nightly",
    attempt: 1,
    registered,
    request: all,
    inventory: [],
    foreign: [],
    foreignGone: null,
    scope,
  };
}

/** A cancel mark that is there, or one that cannot be read. */
export function markOf(mark: boolean | "unreadable" = false): Seen<CancelMark> {
  if (mark === "unreadable") return { seen: "unreadable", detail: "EIO" };
  return mark ? { seen: "present", fact: { at: null, reason: "wrong branch" } } : { seen: "absent" };
}

/** An exit record of a run that ended well, but for what is told. */
export function exitOf(exit?: Partial<ExitRecord> | "unreadable"): Seen<ExitRecord> {
  if (exit === undefined) return { seen: "absent" };
  if (exit === "unreadable") return { seen: "unreadable", detail: "EIO" };
  return { seen: "present", fact: { status: 0, signal: null, result: "success", at: momentAt(0).at, ...exit } };
}
