import type { BuildLook, ScopeLook } from "../core/judge/buildlook.ts";
import type { ScopeMemory } from "../core/state/state.ts";
import type { Moment } from "../core/time.ts";
import type { Usable } from "./records.ts";

/** In place of a look at a closed build: nothing of it is looked at, but a cancel may still stop its post. */
export function restingLook({ own, subRuns }: Usable, now: Moment): BuildLook {
  const lookAt = (memory: ScopeMemory): ScopeLook => ({
    group: memory.group,
    run: memory.run,
    sighting: { now, files: { seen: "absent" }, runners: { seen: "absent" }, processesSeenBefore: null },
    older: new Map(),
  });
  const closed = subRuns.filter(({ memory }) => memory.closed !== null);
  return {
    now,
    own: lookAt(own.memory),
    subRuns: closed.map(({ memory }) => lookAt(memory)),
    unread: null,
    unclaimed: [],
    earlier: { seen: "absent" },
  };
}
