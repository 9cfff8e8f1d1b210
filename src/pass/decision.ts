import { decide, type Decision } from "../core/post/decide.ts";
import { deliveryOf, type Delivery } from "../core/post/ledger.ts";
import type { StoredScope } from "../core/ports.ts";
import type { ProcessId, ProcessTable } from "../core/processes/process.ts";
import type { Seen } from "../core/words.ts";
import { damageOf, type Usable } from "./records.ts";

/** What deciding needs beside the scope itself. */
export interface DecisionView {
  readonly processes: Seen<ProcessTable>;
  /** Why nothing can be sent at all, or null. */
  readonly noWebhook: string | null;
  /** Wall clock, ISO 8601 UTC. */
  readonly at: string;
}

/** How far one scope's message has come and what to do about it: the same for a pass and for whoever only asks. */
export function decisionOn(
  stored: Usable,
  { memory, cancelled, delivery: files }: StoredScope,
  { processes, noWebhook, at }: DecisionView,
): { readonly delivery: Delivery; readonly decision: Decision } {
  const delivery = deliveryOf(files, (owner) => isOwnerAlive(processes, owner));
  const decision = decide({
    parent: stored.state.request.categorized && memory.group === null,
    closed: memory.closed,
    delivery,
    cancelled,
    parentCancelled: memory.group === null ? { seen: "absent" } : stored.own.cancelled,
    noWebhook,
    damaged: damageOf(stored, memory.group),
    at,
  });
  return { delivery, decision };
}

/** Whether the owner of a claim is alive; null when that could not be looked at. */
function isOwnerAlive(processes: Seen<ProcessTable>, { boot, pid, start }: ProcessId): boolean | null {
  if (processes.seen !== "present") return null;
  if (processes.fact.boot !== boot) return false;
  return processes.fact.rows.some((row) => row.pid === pid && row.start === start && !row.zombie);
}
