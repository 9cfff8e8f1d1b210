import type { Config } from "../core/config.ts";
import { backOff, type Decision, type WaitBecause } from "../core/post/decide.ts";
import { afterDoubts } from "../core/post/doubts.ts";
import { deliveryVersion, outcomeOf, type Claim } from "../core/state/delivery.ts";
import type { Delivery } from "../core/post/ledger.ts";
import type { PostBody, SendOutcome } from "../core/mattermostports.ts";
import type { Ports, ScopeKey, StoredScope } from "../core/ports.ts";
import type { ProcessId, ProcessTable } from "../core/processes/process.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import { plus } from "../core/time.ts";
import type { Seen } from "../core/words.ts";
import { decisionOn } from "./decision.ts";
import { recordPosted } from "./posted.ts";
import type { Usable } from "./records.ts";
import { noteTrouble, troubleNow } from "./trouble.ts";

/** A claim older than this is withdrawn, not sent: its owner was frozen, and the world has gone on (milliseconds). */
export const claimAge = 30_000;

/** What one pass needs to deliver anything. */
export interface DeliveryTask {
  readonly config: Config;
  readonly ports: Ports;
  readonly lock: HeldLock;
  readonly owner: ProcessId;
  readonly processes: Seen<ProcessTable>;
  /** Why nothing can be sent at all, or null. */
  readonly noWebhook: string | null;
  /** The message of one scope. */
  readonly compose: (stored: Usable, scope: StoredScope, deliveryId: string) => PostBody;
}

/** What became of one scope's message in this pass. */
export type Delivered =
  | { readonly did: "decided"; readonly decision: Decision; readonly delivery: Delivery }
  | { readonly did: "posted" }
  | { readonly did: "withdrew"; readonly why: "cancelled" | "stale" | "lock-lost" }
  | { readonly did: "beaten" }
  | { readonly did: "failed"; readonly outcome: Exclude<SendOutcome, { sent: "posted" }> };

/** What holds for all messages of a pass. */
export interface Sending {
  /** Why this pass sends no more, or null: one failure ends sending. */
  halted: WaitBecause | null;
  /** When the first message of this pass was sent, in milliseconds of the boot's clock, or null. */
  begun: number | null;
  /** Some message may or may not be in the channel, so that Mattermost has to show that it is well before the next. */
  inDoubt: boolean;
  /** When each of those was claimed (ISO 8601 UTC). */
  doubts: readonly string[];
}

/** Delivers one scope's message if it is due: claim on disk, last look, one request, outcome on disk. */
export async function deliver(
  task: DeliveryTask,
  stored: Usable,
  scope: StoredScope,
  sending: Readonly<Sending>,
): Promise<Delivered> {
  const key = { build: stored.build, attempt: stored.attempt, group: scope.memory.group };
  const view = { processes: task.processes, noWebhook: task.noWebhook, at: task.ports.clock.now().at };
  const { delivery, decision } = decisionOn(stored, scope, view);
  if (decision.action !== "post") return { did: "decided", decision, delivery };
  const because = sending.halted ?? (await waitNow(task.ports, sending));
  if (because !== null) return { did: "decided", decision: { action: "wait", because }, delivery };
  return send(task, key, (deliveryId) => task.compose(stored, scope, deliveryId), decision.number);
}

/** Why no message at all is sent now, or null. */
async function waitNow(ports: Ports, { inDoubt, doubts }: Readonly<Sending>): Promise<WaitBecause | null> {
  const nextAt = afterDoubts(doubts, ports.clock.now().at);
  if (nextAt !== null) return { code: "doubts", count: doubts.length, nextAt };
  const detail = await troubleNow(ports, inDoubt);
  return detail === null ? null : { code: "mattermost-trouble", detail };
}

async function send(
  task: DeliveryTask,
  key: ScopeKey,
  compose: (deliveryId: string) => PostBody,
  number: number,
): Promise<Delivered> {
  const { store, mattermost, clock, random } = task.ports;
  const claimed = claimOf(task, number, random.id());
  const body = compose(claimed.deliveryId);
  if (task.lock.compromised()) return { did: "withdrew", why: "lock-lost" };
  if (!(await claim(task, key, claimed))) return { did: "beaten" };
  const why = await withdrawal(task, key, claimed);
  if (why !== null) {
    await store.settle(key, number, outcomeOf(clock.now().at, "withdrawn"));
    return { did: "withdrew", why };
  }
  const outcome = await mattermost.post(body);
  return record(task, key, claimed, outcome);
}

/** Claims a try. Where the disk fails once the claim stands, it is withdrawn, if the disk lets it: nothing of it was sent. */
async function claim({ ports: { store, clock } }: DeliveryTask, key: ScopeKey, claimed: Claim): Promise<boolean> {
  try {
    return await store.claim(key, claimed);
  } catch (error) {
    const { tries } = await store.delivery(key);
    if (tries.some(({ claim: { deliveryId } }) => deliveryId === claimed.deliveryId))
      await store.settle(key, claimed.try, outcomeOf(clock.now().at, "withdrawn")).catch(() => undefined);
    throw error;
  }
}

/** Writes down what became of a try; where it is not known nothing is written, and the claim stands unsettled. */
async function record(task: DeliveryTask, key: ScopeKey, claimed: Claim, outcome: SendOutcome): Promise<Delivered> {
  const { store, clock, random } = task.ports;
  const { at } = clock.now();
  if (outcome.sent === "posted") {
    await recordPosted(store, key, claimed, "watcher", at);
    await store.saveTrouble(null);
    return { did: "posted" };
  }
  // First: should the disk fail now, what is proven not to have been sent must not stay in doubt.
  if (outcome.sent === "no") {
    const wait = backOff(claimed.try, random.fraction(), outcome.retryAfterMs);
    const { code, text } = outcome;
    await store.settle(key, claimed.try, outcomeOf(at, "not-sent", { code, text }, plus(at, wait)));
  }
  await noteTrouble(task.ports, outcome);
  return { did: "failed", outcome };
}

/** The last look before any byte goes out. */
async function withdrawal(
  task: DeliveryTask,
  key: ScopeKey,
  claimed: Claim,
): Promise<"cancelled" | "stale" | "lock-lost" | null> {
  const { store, clock } = task.ports;
  const marks = [await store.cancelMark(key), await store.cancelMark({ ...key, group: null })];
  if (marks.some(({ seen }) => seen !== "absent")) return "cancelled";
  if (task.lock.compromised()) return "lock-lost";
  const now = clock.now();
  return now.boot !== claimed.owner.boot || now.ms - claimed.ms > claimAge ? "stale" : null;
}

function claimOf({ ports, owner }: DeliveryTask, number: number, deliveryId: string): Claim {
  const { at, ms } = ports.clock.now();
  return { version: deliveryVersion, try: number, deliveryId, at, ms, owner };
}
