import type { BuildLook } from "../core/judge/buildlook.ts";
import type { Moment } from "../core/time.ts";
import type { PassContext } from "./context.ts";
import { hasEnded, judgeAgain, judgeOnce, type Judged } from "./judgement.ts";
import { look, type Look } from "./look.ts";
import { noLimit, type ReadingTime } from "./readingtime.ts";
import { isOpen, watchedOf, type Usable } from "./records.ts";
import { restingLook } from "./resting.ts";

/** All builds after one look, and a second one where something was about to close. */
export interface Round {
  readonly judged: readonly Judged[];
  readonly last: Look;
}

type Looker = Pick<PassContext, "config"> & {
  readonly ports: Pick<PassContext["ports"], "clock" | "sources" | "store">;
};

/** Looks at all builds once and judges them: what stands now, with nothing closed. Writes nothing. */
export async function glance(
  context: Looker,
  builds: readonly Usable[],
  processesSeenBefore: Moment | null,
): Promise<Round> {
  const first = await lookAt({ ...context, time: noLimit }, builds, new Set(), processesSeenBefore);
  return { judged: builds.map((stored) => judgeOnce(context.config, stored, first.of(stored))), last: first.look };
}

/**
 * Looks at all builds, judges them, and looks again at those of which a scope would close. What there is no `time` to read
 * is left to the next round, and to read again what has not changed. Writes nothing.
 */
export async function round(
  { config, ports }: Looker,
  builds: readonly Usable[],
  processesSeenBefore: Moment | null,
  time = noLimit,
): Promise<Round> {
  const context = { config, ports, time };
  const first = await lookAt(context, builds, new Set(), processesSeenBefore);
  const once = builds.map((stored) => judgeOnce(config, stored, first.of(stored)));
  if (!once.some(hasEnded)) return { judged: once, last: first.look };
  const ended = new Set(once.filter(hasEnded).map(({ stored }) => stored.build));
  const second = await lookAt(
    context,
    once.map(({ stored }) => stored),
    ended,
    first.processesSeen,
  );
  const judged = once.map((judgement) =>
    hasEnded(judgement) ? judgeAgain(config, judgement, second.of(judgement.stored)) : judgement,
  );
  return { judged, last: second.look };
}

async function lookAt(
  { config, ports, time }: Looker & { readonly time: ReadingTime },
  builds: readonly Usable[],
  reread: ReadonlySet<string>,
  processesSeenBefore: Moment | null,
): Promise<{ look: Look; processesSeen: Moment | null; of: (stored: Usable) => BuildLook }> {
  const now = ports.clock.now();
  const watched = builds.filter(isOpen).map(watchedOf);
  const names = watched.length > 0 ? await ports.store.buildNames() : [];
  const seen = await look(config, ports.sources, watched, {
    now,
    names,
    processesSeenBefore,
    reread,
    time,
    processesWanted: builds.length > 0,
  });
  return {
    look: seen,
    processesSeen: seen.processes.seen === "present" ? now : processesSeenBefore,
    of: (stored) => (isOpen(stored) ? seen.builds.get(stored.build) : undefined) ?? restingLook(stored, now),
  };
}
