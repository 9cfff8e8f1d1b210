import { policyOf } from "./core/config.ts";
import { exitStatus, loaded } from "./core/faults.ts";
import { lastPassVersion, type HeldLock, type LastPass } from "./core/state/runtime.ts";
import { waitBefore } from "./core/pace.ts";
import type { Moment } from "./core/time.ts";
import { alone } from "./pass/alone.ts";
import type { PassContext } from "./pass/context.ts";
import type { Doubt } from "./pass/lookup.ts";
import { listAgain } from "./pass/roots.ts";
import type { Sending } from "./pass/deliver.ts";
import { loadOpen } from "./pass/open.ts";
import { post } from "./pass/post.ts";
import { isOpen, openClaims, watchedOf, type Usable } from "./pass/records.ts";
import { remember } from "./pass/remember.ts";
import { maxReading, readingTime, type ReadingTime } from "./pass/readingtime.ts";
import { forgetOldBuilds, settleIfDone } from "./pass/retention.ts";
import { round } from "./pass/round.ts";
import type { Judged } from "./pass/judgement.ts";
import type { Look } from "./pass/look.ts";

/** A pass looks at most so often before it leaves the rest to the next one. */
const maxLooks = 3;

/** What the exit statuses of a pass mean together: the first that occurred counts. */
const gravity = [exitStatus.bug, exitStatus.io, exitStatus.configuration, exitStatus.later] as const;

/** How a pass went: its exit status, or that somebody else holds the lock. */
export type PassResult = { readonly busy: true } | { readonly busy: false; readonly exit: number };

/**
 * One pass: takes the lock, looks at every open build, judges every scope, posts what is due, writes down the outcome,
 * and looks again while things move. It waits up to `waitMs` milliseconds for the lock. Trouble with one build is told
 * and never stops the others.
 */
export async function reconcile(context: PassContext, waitMs: number): Promise<PassResult> {
  // Before the lock is taken: commands need not wait for a pass that only waits.
  const pace = await spaced(context);
  const locked = await context.runtime.withLock(waitMs, (lock) => pass(context, lock, pace));
  return locked.busy ? { busy: true } : { busy: false, exit: locked.value };
}

async function pass(context: PassContext, lock: HeldLock, { last, row }: Spaced): Promise<number> {
  await context.runtime.drainDoorbell();
  const state: PassState = {
    statuses: new Set<number>(),
    row,
    processesSeen: last?.processesSeen ?? null,
    doubts: [],
    sending: { halted: null, begun: null, inDoubt: false, doubts: [] },
    reading: readingTime(context.ports.clock, maxReading),
  };
  await beat(context, state, null);
  for (let looks = 1; looks <= maxLooks; looks++) {
    const moved = await lookOnce(context, lock, state);
    if (!moved) break;
  }
  await lookForDoubts(context, state);
  if (last?.at.slice(0, 10) !== context.ports.clock.now().at.slice(0, 10))
    await alone(context, state.statuses, () => forgetOldBuilds(context, lock));
  const exit = gravity.find((status) => state.statuses.has(status)) ?? exitStatus.done;
  await beat(context, state, exit);
  return exit;
}

interface PassState {
  readonly statuses: Set<number>;
  /** See `Pace`. */
  readonly row: number;
  processesSeen: Moment | null;
  /** The messages that the last look left in doubt. */
  doubts: readonly Doubt[];
  readonly sending: Sending;
  readonly reading: ReadingTime;
}

/** One look with all that follows from it; true if something moved meanwhile. */
async function lookOnce(context: PassContext, lock: HeldLock, state: PassState): Promise<boolean> {
  const builds = await loadOpen(context, lock, state.statuses);
  if (context.noWebhook !== null && builds.length > 0) {
    await context.ports.journal.error(context.noWebhook);
    state.statuses.add(exitStatus.configuration);
  }
  const { judged, last } = await round(context, builds, state.processesSeen, state.reading);
  if (last.processes.seen === "present") state.processesSeen = context.ports.clock.now();
  state.doubts = [];
  const { sending } = state;
  sending.halted = null;
  sending.doubts = builds.flatMap(openClaims).map(({ at }) => at);
  sending.inDoubt = sending.doubts.length > 0;
  for (const [index, judgement] of judged.entries()) {
    const before = builds[index];
    if (before === undefined || lock.compromised()) break;
    await alone(context, state.statuses, () => finish(context, lock, { before, judgement, look: last, state }));
  }
  const watched = judged
    .map(({ stored }) => stored)
    .filter(isOpen)
    .map(watchedOf);
  const rang = await context.runtime.drainDoorbell();
  return (
    rang || (watched.length > 0 && (await listAgain(context.config, context.ports.sources, watched)) !== last.trace)
  );
}

interface Finishing {
  readonly before: Usable;
  readonly judgement: Judged;
  readonly look: Look;
  readonly state: PassState;
}

/** What was judged is on disk before anything is posted, and what was posted before the build is settled. */
async function finish(
  context: PassContext,
  lock: HeldLock,
  { before, judgement, look, state }: Finishing,
): Promise<void> {
  const { stored } = judgement;
  await remember(context, lock, before, stored);
  const posting = await post(context, lock, look, stored, state.sending);
  for (const status of posting.statuses) state.statuses.add(status);
  state.doubts = [...state.doubts, ...posting.inDoubt.map((scope) => ({ stored, scope }))];
  if (posting.settled) await settleIfDone(context, lock, stored);
}

/** Last of all, since it may take its time. Loaded only where there is something to look for. */
async function lookForDoubts(context: PassContext, state: PassState): Promise<void> {
  const { lookup } = context.ports;
  if (lookup === undefined || state.doubts.length === 0) return;
  await alone(context, state.statuses, async () => {
    const { lookUp } = await loaded(import("./pass/lookup.ts"));
    await lookUp(context, lookup, state.doubts);
  });
}

/** The pass before this one, and how many in a row had to wait. */
interface Spaced {
  readonly last: LastPass | null;
  readonly row: number;
}

/** Waits until this pass may look. */
async function spaced({ config, ports, runtime }: PassContext): Promise<Spaced> {
  const seen = await runtime.lastPass();
  const last = seen.seen === "present" ? seen.fact : null;
  const wait = waitBefore(last, policyOf(config).spacing, ports.clock.now());
  if (wait > 0) await ports.clock.sleep(wait);
  return { last, row: wait > 0 && last !== null ? last.row + 1 : 0 };
}

/** The sign of life that `status` reads, and what the next pass needs to know of this one. */
async function beat(
  { ports, runtime }: PassContext,
  { row, processesSeen }: PassState,
  exit: number | null,
): Promise<void> {
  await runtime.saveLastPass({ version: lastPassVersion, ...ports.clock.now(), exit, row, processesSeen });
}
