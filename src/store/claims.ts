import { join } from "node:path";
import { claimSchema, outcomeSchema, postedSchema } from "../core/state/delivery.ts";
import type { Claim, Outcome, Posted } from "../core/state/delivery.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import type { ScopeKey } from "../core/ports.ts";
import { createFile } from "./durable.ts";
import { claimFile, outcomeFile, postedFile } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { look } from "./read.ts";
import { sealed } from "./sealed.ts";

/**
 * Claims a try, durably: only its maker may post. False if somebody else has it, or if the scope is posted, which a
 * person may have marked since the delivery was read.
 */
export async function claim(layout: Layout, key: ScopeKey, made: Claim): Promise<boolean> {
  const folder = layout.scope(key);
  const posted = await look(layout.fs, join(folder, postedFile));
  if (posted.seen === "unreadable") {
    throw new Fault(exitStatus.io, "state-read-failed", `${join(folder, postedFile)} ${posted.detail}`);
  }
  if (posted.seen === "present") return false;
  return createFile(layout.fs, join(folder, claimFile(made.try)), sealed(claimSchema, made));
}

/**
 * Writes down how a try ended, beside the claim and never over anything: of an owner that was frozen and an operator
 * who settled it meanwhile, the first one stands.
 */
export async function settle(layout: Layout, key: ScopeKey, tryNumber: number, outcome: Outcome): Promise<boolean> {
  return createFile(layout.fs, join(layout.scope(key), outcomeFile(tryNumber)), sealed(outcomeSchema, outcome));
}

/** Marks the scope as posted; fine if it is marked already. */
export async function markPosted(layout: Layout, key: ScopeKey, posted: Posted): Promise<void> {
  await createFile(layout.fs, join(layout.scope(key), postedFile), sealed(postedSchema, posted));
}
