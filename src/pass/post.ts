import { hasBegun } from "../core/memory/begun.ts";
import { exitStatus } from "../core/faults.ts";
import type { StoredScope } from "../core/ports.ts";
import type { WaitBecause } from "../core/post/decide.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import type { Moment } from "../core/time.ts";
import { isPosted } from "../core/words.ts";
import { alone } from "./alone.ts";
import { composePost } from "./compose.ts";
import type { PassContext } from "./context.ts";
import { deliver, type Delivered, type DeliveryTask, type Sending } from "./deliver.ts";
import type { Look } from "./look.ts";
import type { Usable } from "./records.ts";
import { tellDelivery } from "./remember.ts";
import { isOfChannel } from "./trouble.ts";

/** For how long one pass sends (milliseconds); with the time-out of its last message and its looks far below its unit's limit. */
const sendingTime = 45_000;

/** What came of delivering one build's messages. */
export interface Posting {
  /** Exit statuses that its waits and failures ask for. */
  readonly statuses: readonly number[];
  /** Every message that is due is in the channel. */
  readonly settled: boolean;
  /** The scopes whose message is in doubt. */
  readonly inDoubt: readonly StoredScope[];
}

/** Delivers what is due of one build, sub-runs in order; one that waits, or whose files fail, does not hold the next back. */
export async function post(
  context: PassContext,
  lock: HeldLock,
  look: Look,
  stored: Usable,
  sending: Sending,
): Promise<Posting> {
  const task = taskOf(context, lock, look);
  const statuses = new Set<number>();
  const inDoubt: StoredScope[] = [];
  let settled = true;
  for (const scope of postable(stored)) {
    const isDone = await alone(context, statuses, async () => {
      const now = context.ports.clock.now();
      sending.halted ??= haltedByTime(sending, now);
      const delivered = await deliver(task, stored, scope, sending);
      if (delivered.did !== "decided") sending.begun ??= now.ms;
      await tellDelivery(context, stored, scope, delivered);
      for (const status of statusOf(delivered)) statuses.add(status);
      settled &&= isInChannel(delivered);
      if (delivered.did === "decided" && delivered.delivery.phase === "unconfirmed") inDoubt.push(scope);
      sending.halted ??= haltedBy(delivered);
      if (delivered.did === "posted") sending.inDoubt = false;
    });
    if (isDone) continue;
    settled = false;
    // What it was about to write down may be that this message is in doubt, and that Mattermost gives trouble.
    sending.inDoubt = true;
  }
  return { statuses: [...statuses], settled, inDoubt };
}

/** The scopes that may have a message: of a categorized build its begun sub-runs, never the build itself. */
export function postable({ state, own, subRuns }: Usable): readonly StoredScope[] {
  const scopes = state.request.categorized ? subRuns.filter(({ memory }) => hasBegun(state.request, memory)) : [own];
  return scopes.filter(({ memory }) => memory.closed !== null && isPosted(memory.closed.state));
}

function taskOf(context: PassContext, lock: HeldLock, { processes }: Look): DeliveryTask {
  const { config, ports, owner, noWebhook } = context;
  return {
    config,
    ports,
    lock,
    owner,
    processes,
    noWebhook,
    compose: (stored, scope, id) => composePost(context, stored, scope, id, ports.clock.now().at),
  };
}

function statusOf(delivered: Delivered): readonly number[] {
  if (delivered.did === "failed") return [exitStatus.later];
  if (delivered.did !== "decided" || delivered.decision.action !== "wait") return [];
  return [delivered.decision.because.code === "no-webhook" ? exitStatus.configuration : exitStatus.later];
}

function isInChannel(delivered: Delivered): boolean {
  if (delivered.did === "posted") return true;
  return delivered.did === "decided" && delivered.delivery.phase === "posted";
}

/** Systemd ends a pass that takes too long, whatever is on its way then. */
function haltedByTime({ begun }: Sending, { ms }: Moment): WaitBecause | null {
  return begun === null || ms - begun < sendingTime ? null : { code: "next-pass", ms: sendingTime };
}

function haltedBy(delivered: Delivered): WaitBecause | null {
  if (delivered.did === "failed" && !isOfChannel(delivered.outcome))
    return { code: "mattermost-trouble", detail: delivered.outcome.text };
  if (delivered.did !== "decided" || delivered.decision.action !== "wait") return null;
  const { because } = delivered.decision;
  return because.code === "mattermost-trouble" || because.code === "doubts" ? because : null;
}
