import { describeLooked } from "../core/judge/describe.ts";
import type { LookAnswer, Lookup } from "../core/mattermostports.ts";
import type { ScopeKey, StoredScope } from "../core/ports.ts";
import { claimedAgo, isLookDue, waitAfterLook } from "../core/post/lookup.ts";
import { openClaim } from "../core/post/ledger.ts";
import type { Claim } from "../core/state/delivery.ts";
import { lookedVersion, type Looked } from "../core/state/lookup.ts";
import type { PassContext } from "./context.ts";
import { scopeName } from "./narrate.ts";
import { recordPosted } from "./posted.ts";
import { keyOf, type Usable } from "./records.ts";
import { tell } from "./remember.ts";

/** A message that may or may not be in the channel; whoever claimed it is gone. */
export interface Doubt {
  readonly stored: Usable;
  readonly scope: StoredScope;
}

/** For how long one pass looks for messages (milliseconds); the next one looks for the rest. */
const lookingTime = 20_000;

/**
 * Looks for the messages in doubt whose time has come: one that is found is posted, one that is not stays as it was. The
 * first that cannot be looked for ends it, so that a server that hangs costs a pass one time-out. Throws a `Fault` when
 * the disk fails.
 */
export async function lookUp(context: PassContext, lookup: Lookup, doubts: readonly Doubt[]): Promise<void> {
  const begun = context.ports.clock.now().ms;
  for (const { stored, scope } of doubts) {
    if (context.ports.clock.now().ms - begun > lookingTime) return;
    const { looked: last } = scope.delivery;
    const claim = openClaim(scope.delivery);
    if (claim === null) continue;
    const before = last?.deliveryId === claim.deliveryId ? last : null;
    if (!isLookDue(claim, before, context.ports.clock.now())) continue;
    const elsewhere = otherChannel(context, stored);
    const answer = elsewhere ?? (await lookup.find(claim.deliveryId, claimedAgo(claim, context.ports.clock.now())));
    if (answer.seen === "found") await found(context, stored, scope, claim);
    else await notFound(context, stored, scope, { claim, before, answer });
    if (answer.seen === "could-not-look" && elsewhere === null) return;
  }
}

type NotFound = Exclude<LookAnswer, { seen: "found" }>;

/** Messages that went to a channel of their build's own are not in the one that can be looked into. */
function otherChannel({ channel }: PassContext, { state }: Usable): (NotFound & { readonly final: true }) | null {
  const own = state.request.channel;
  if (own === null || own === channel) return null;
  const text = "it went to a channel of this build's own, not to that of mattermost.api";
  return { seen: "could-not-look", code: "other-channel", text, final: true };
}

async function found(context: PassContext, stored: Usable, scope: StoredScope, claim: Claim): Promise<void> {
  const { store, clock } = context.ports;
  const key = keyOf(stored, scope.memory);
  await recordPosted(store, key, claim, "lookup", clock.now().at);
  const text = `${nameOf(key)}: its message was in doubt and was found in the channel: it is posted`;
  await tell(context, stored, key.group, [{ level: "info", event: "found", text }]);
}

interface Looking {
  readonly claim: Claim;
  readonly before: Looked | null;
  readonly answer: NotFound & { readonly final?: true };
}

async function notFound(
  context: PassContext,
  stored: Usable,
  scope: StoredScope,
  { claim, before, answer }: Looking,
): Promise<void> {
  const { store, clock } = context.ports;
  const key = keyOf(stored, scope.memory);
  const now = clock.now();
  const looks = (before?.looks ?? 0) + 1;
  const looked: Looked = {
    version: lookedVersion,
    ...{ deliveryId: claim.deliveryId, at: now.at, boot: now.boot, ms: now.ms, looks, seen: answer.seen },
    text: answer.seen === "not-found" ? null : answer.text,
    waitMs: answer.final === true ? null : waitAfterLook(claim, looks, answer.seen, now),
  };
  await store.looked(key, looked);
  const text = `${nameOf(key)}: its message is in doubt: ${describeLooked(looked)}`;
  await tell(context, stored, key.group, [{ level: "warn", event: answer.seen, text }]);
}

function nameOf({ build, group }: ScopeKey): string {
  return scopeName(build, group);
}
