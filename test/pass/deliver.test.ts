import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, Outcome } from "../../src/core/state/delivery.ts";
import type { SendOutcome } from "../../src/core/mattermostports.ts";
import type { CancelMark, Ports } from "../../src/core/ports.ts";
import type { Moment } from "../../src/core/time.ts";
import type { Seen } from "../../src/core/words.ts";
import { claimAge, deliver, type Delivered } from "../../src/pass/deliver.ts";
import type { Usable } from "../../src/pass/records.ts";
import { configOf, momentAt, processOf } from "../core/samples.ts";
import { junit } from "../core/papers.ts";
import { named, settle, watching } from "../core/situations.ts";
import { storedBuild } from "./stored.ts";

/** What happens between the claim and the last look. */
interface Meanwhile {
  readonly now?: Moment;
  readonly mark?: Seen<CancelMark>;
  readonly compromised?: boolean;
  readonly outcome?: SendOutcome;
  /** Trouble cannot be written down. */
  readonly diskFails?: boolean;
  /** The claim could not be made durable: it stands all the same, nothing does, or somebody else's does. */
  readonly claimFails?: "ours stands" | "none stands" | "another's stands";
}

interface Told {
  readonly delivered: Delivered | "failed";
  readonly outcomes: readonly Outcome["outcome"][];
  readonly posts: number;
}

async function delivering({
  now = momentAt(100),
  mark = { seen: "absent" },
  compromised = false,
  outcome: sent = { sent: "posted" },
  diskFails = false,
  claimFails,
}: Meanwhile): Promise<Told> {
  const claims: Claim[] = [];
  const outcomes: Outcome["outcome"][] = [];
  let posts = 0;
  // Only what delivering one message asks for.
  const ports = {
    clock: { now: () => (claims.length === 0 ? momentAt(100) : now) },
    random: { id: () => "id-1", fraction: () => 0.5 },
    mattermost: {
      post: () => {
        posts += 1;
        return Promise.resolve(sent);
      },
    },
    store: {
      trouble: () => Promise.resolve(null),
      saveTrouble: () => (diskFails ? Promise.reject(new Error("EIO")) : Promise.resolve()),
      claim: (_key: unknown, claim: Claim) => {
        const made = claims.push(claim) === 1;
        return claimFails === undefined ? Promise.resolve(made) : Promise.reject(new Error("EIO"));
      },
      delivery: () => {
        const stands = claims.map((claim) => (claimFails === "ours stands" ? claim : { ...claim, deliveryId: "id-2" }));
        const tries = claimFails === "none stands" ? [] : stands.map((claim) => ({ claim, outcome: null }));
        return Promise.resolve({ posted: null, tries, looked: null, damaged: [] });
      },
      cancelMark: () => Promise.resolve(mark),
      posted: () => Promise.resolve(),
      settle: (_key: unknown, _number: number, { outcome }: Outcome) => Promise.resolve(outcomes.push(outcome) === 1),
    },
  } as unknown as Ports;
  const task = {
    config: configOf(),
    ports,
    lock: { compromised: () => compromised && claims.length > 0 },
    owner: processOf(50),
    processes: { seen: "present", fact: { boot: "b1", self: 50, rows: [] } },
    noWebhook: null,
    compose: (_stored: unknown, _scope: unknown, id: string) => ({
      text: "COMPLETED",
      props: { atvm_delivery_id: id },
    }),
  } as const;
  const stored = completed();
  const delivered = await deliver(task, stored, stored.own, {
    halted: null,
    begun: null,
    inDoubt: false,
    doubts: [],
  }).catch(() => "failed" as const);
  return { delivered, outcomes, posts };
}

/** A build that completed and of which nothing was sent yet. */
function completed(): Usable {
  const run = watching(named("m1")).look(0, { alive: [7], files: [junit("m1")] });
  return storedBuild(run.look(30, { alive: [] }).look(settle).close().memory());
}

test("a due message is claimed, sent once and settled as posted", async () => {
  assert.deepEqual(await delivering({}), { delivered: { did: "posted" }, outcomes: ["posted"], posts: 1 });
});

test("a try that is known not to be sent is settled also where the trouble cannot be written down", async () => {
  const outcome = { sent: "no", code: "connection-refused", text: "it refuses", retryAfterMs: null } as const;
  assert.deepEqual(await delivering({ outcome, diskFails: true }), {
    delivered: "failed",
    outcomes: ["not-sent"],
    posts: 1,
  });
});

test("a claim that the disk took and did not make durable is withdrawn: nothing of it was sent, so it is not in doubt", async () => {
  const told = { delivered: "failed", posts: 0 } as const;
  assert.deepEqual(await delivering({ claimFails: "ours stands" }), { ...told, outcomes: ["withdrawn"] });
  assert.deepEqual(await delivering({ claimFails: "none stands" }), { ...told, outcomes: [] });
  assert.deepEqual(await delivering({ claimFails: "another's stands" }), { ...told, outcomes: [] });
});

test("a claim is sent up to thirty seconds after it was made", async () => {
  assert.equal(claimAge, 30_000);
  assert.equal((await delivering({ now: momentAt(130) })).posts, 1);
});

for (const [title, meanwhile, why] of [
  ["an older claim is withdrawn: its owner was frozen, and the world has gone on", { now: momentAt(130.001) }, "stale"],
  ["a claim of another boot is withdrawn", { now: momentAt(101, "b2") }, "stale"],
  [
    "a cancel between the claim and the post withdraws it",
    { mark: { seen: "present", fact: { at: null, reason: null } } },
    "cancelled",
  ],
  ["a cancel mark that cannot be read withdraws it too", { mark: { seen: "unreadable", detail: "EIO" } }, "cancelled"],
  ["a lock that was lost since the claim withdraws it", { compromised: true }, "lock-lost"],
] as const satisfies readonly (readonly [string, Meanwhile, string])[]) {
  test(title, async () => {
    assert.deepEqual(await delivering(meanwhile), {
      delivered: { did: "withdrew", why },
      outcomes: ["withdrawn"],
      posts: 0,
    });
  });
}
