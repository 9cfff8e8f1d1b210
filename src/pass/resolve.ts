import { outcomeOf } from "../core/state/delivery.ts";
import { exitStatus, Fault } from "../core/faults.ts";
import { deliveryOf, openClaim } from "../core/post/ledger.ts";
import { quoted } from "../core/names.ts";
import type { Ports, ScopeKey, StoredScope } from "../core/ports.ts";
import type { HeldLock } from "../core/state/runtime.ts";
import type { ProcessId } from "../core/processes/process.ts";
import { scopeName } from "./narrate.ts";
import { recordPosted } from "./posted.ts";
import { isUsable, keyOf, type Usable } from "./records.ts";

/** An operator's word about a scope: its message is in the channel, is not there, or its review is ended. */
export type Word = "posted" | "resend" | "accept";

interface Resolver {
  readonly ports: Pick<Ports, "store" | "clock">;
  readonly isAlive: (owner: ProcessId) => boolean | null;
}

interface Found {
  readonly stored: Usable;
  readonly scope: StoredScope;
}

/** The tries that are in doubt now, by their delivery ids: an operator's word is about these. Needs no lock. */
export async function doubtsOf(
  resolver: Resolver,
  stored: Usable,
  group: string | null,
): Promise<ReadonlySet<string | undefined>> {
  return new Set((await inDoubt(resolver, stored, group)).map(({ scope }) => openClaim(scope.delivery)?.deliveryId));
}

/**
 * Settles what only a person can settle, and of messages only those that were `meant`: the next try of one may have come into
 * doubt while the lock was waited for. Needs the lock. Returns what was done, one sentence for each scope.
 */
export async function resolve(
  resolver: Resolver,
  stored: Usable,
  group: string | null,
  { word, meant }: { readonly word: Word; readonly meant: ReadonlySet<string | undefined> },
  lock: HeldLock,
): Promise<readonly string[]> {
  const found = word === "accept" ? inReview(stored, group) : await inDoubt(resolver, stored, group);
  const [first, second] = found;
  if (first === undefined) {
    throw new Fault(exitStatus.refused, "nothing-to-resolve", nothing(scopeName(stored.build, group), word));
  }
  if (word === "accept") return Promise.all(found.map((one) => accept(resolver, one, lock)));
  if (second === undefined) {
    if (!meant.has(openClaim(first.scope.delivery)?.deliveryId))
      throw settledJustNow(keyOf(stored, first.scope.memory));
    return [await settle(resolver, first, word, first.stored.attempt === stored.attempt)];
  }
  const names = found.map(({ scope }) => quoted(scope.memory.group ?? ""));
  throw new Fault(
    exitStatus.refused,
    "build-ambiguous",
    `the messages of groups ${names.join(", ")} are in doubt; name one with --group`,
  );
}

function inReview(stored: Usable, group: string | null): readonly Found[] {
  return scopesOf(stored, group)
    .filter(
      ({ memory: { closed, accepted } }) =>
        accepted === null && (closed?.state === "HUNG" || closed?.state === "UNKNOWN"),
    )
    .map((scope) => ({ stored, scope }));
}

/** One group's scope, or all of a build. */
function scopesOf({ own, subRuns }: Usable, group: string | null): readonly StoredScope[] {
  return [own, ...subRuns].filter(({ memory }) => group === null || memory.group === group);
}

/** Messages in doubt stay with their own attempt: the newest attempt that has one is meant. */
async function inDoubt({ ports, isAlive }: Resolver, stored: Usable, group: string | null): Promise<readonly Found[]> {
  const open = (await ports.store.openAttempts())
    .filter(({ build }) => build === stored.build)
    .map(({ attempt }) => attempt);
  for (const attempt of [...new Set([stored.attempt, ...open])].sort((a, b) => b - a)) {
    const loaded = attempt === stored.attempt ? stored : await ports.store.load(stored.build, attempt);
    if (!isUsable(loaded)) continue;
    const found = scopesOf(loaded, group).filter(
      ({ delivery }) => deliveryOf(delivery, isAlive).phase === "unconfirmed",
    );
    if (found.length > 0) return found.map((scope) => ({ stored: loaded, scope }));
  }
  return [];
}

async function accept(
  { ports: { store, clock } }: Resolver,
  { stored, scope }: Found,
  lock: HeldLock,
): Promise<string> {
  const memory = { ...scope.memory, accepted: clock.now().at };
  if (memory.group === null) await store.saveAttempt({ ...stored.state, scope: memory }, lock);
  else await store.saveSubRun(keyOf(stored, memory), memory, lock);
  return told(
    store,
    stored,
    scope,
    clock.now().at,
    "accepted",
    "the review is ended; it stays as it is and is not posted",
  );
}

async function settle(
  { ports: { store, clock } }: Resolver,
  { stored, scope }: Found,
  word: "posted" | "resend",
  isNewest: boolean,
): Promise<string> {
  const key = keyOf(stored, scope.memory);
  const { at } = clock.now();
  const last = openClaim(scope.delivery);
  if (last === null) throw new Error("a message in doubt has a try");
  if (word === "posted") await recordPosted(store, key, last, "operator", at);
  else if (!(await store.settle(key, last.try, outcomeOf(at, word)))) throw settledJustNow(key);
  const done = word === "posted" ? "recorded as posted" : "is sent again by the next pass";
  return told(store, stored, scope, at, word, isNewest ? done : `${done} (attempt ${stored.attempt})`);
}

function settledJustNow({ build, group }: ScopeKey): Fault {
  const text = `the message of ${scopeName(build, group)} was settled just now; see status`;
  return new Fault(exitStatus.refused, "nothing-to-resolve", text);
}

async function told(
  store: Ports["store"],
  stored: Usable,
  scope: StoredScope,
  at: string,
  event: string,
  what: string,
): Promise<string> {
  const text = `${scopeName(stored.build, scope.memory.group)}: ${what}`;
  await store.history({ ...keyOf(stored, scope.memory), at, event, text: `${text} (an operator's word)` });
  return text;
}

function nothing(name: string, word: Word): string {
  return word === "accept" ? `nothing of ${name} is under review` : `no message of ${name} is in doubt; see status`;
}
