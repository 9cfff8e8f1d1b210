import { stateVersion, type ScopeMemory } from "./state.ts";
import type { Moment } from "../time.ts";

/** Stands in place of a rule until the first look has judged a scope. */
export const registeredRule = "registered";

/** The memory of a scope of which nothing was seen yet. */
export function newScope(group: string | null, run: string, now: Moment): ScopeMemory {
  return {
    version: stateVersion,
    group,
    run,
    begun: { artifact: null, life: null, report: null, oldestNs: null },
    declared: null,
    watched: now,
    firstSeen: null,
    changed: null,
    progressed: null,
    lively: null,
    runner: { alive: [], boot: null, lastAlive: null, missed: null, gone: null },
    artifacts: [],
    overwritten: [],
    redone: [],
    told: [],
    announced: [],
    observed: [],
    statuses: {},
    ended: null,
    verdict: {
      state: "RUNNING",
      rule: registeredRule,
      reasons: [{ code: "end-unconfirmed" }],
      since: now.at,
    },
    closed: null,
    result: null,
    accepted: null,
    transitions: [],
  };
}
