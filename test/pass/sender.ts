import type { SendOutcome } from "../../src/core/mattermostports.ts";
import type { Ports, ScopeKey, StoredScope } from "../../src/core/ports.ts";
import { Fault } from "../../src/core/faults.ts";
import type { DeliveryFiles, Try } from "../../src/core/state/delivery.ts";
import type { ScopeMemory } from "../../src/core/state/state.ts";
import type { Health } from "../../src/core/health/probed.ts";
import type { Trouble } from "../../src/core/state/trouble.ts";
import type { PassContext } from "../../src/pass/context.ts";
import type { Look } from "../../src/pass/look.ts";
import { post, type Posting } from "../../src/pass/post.ts";
import { openClaims, type Usable } from "../../src/pass/records.ts";
import { shipped } from "../core/message/message-facts.ts";
import { junit } from "../core/papers.ts";
import { attemptOf, configOf, markOf, momentAt, processOf } from "../core/samples.ts";
import { named, settle, watching } from "../core/situations.ts";

/** A request as Mattermost gets it, and when (seconds). */
export interface Asked {
  readonly at: number;
  readonly what: "probe" | "post";
  /** The group whose message it is; null for a probe. */
  readonly group: string | null;
}

/** How Mattermost takes what it is asked at some moment. */
export interface World {
  post(asked: Asked): SendOutcome;
  probe(asked: Asked): Health;
  /** How long it takes to answer a message (seconds). */
  readonly takes?: number;
}

/** Passes that post the finished groups of one build over a store in memory, on a clock that the test moves. */
export interface Sender {
  readonly asked: readonly Asked[];
  readonly said: readonly string[];
  /** The groups in the order in which their messages came into the channel. */
  readonly posted: readonly string[];
  trouble(): Trouble | null;
  files(group: string): DeliveryFiles;
  /** One pass by a process of its own, so many seconds after the one before. */
  pass(seconds: number): Promise<Posting>;
  /** The disk fails when this group's message is claimed, or when trouble is to be written down. */
  breakDisk(of: string): void;
  /** Somebody cancels this group, or the build (null), once a pass has decided what to post. */
  cancel(group: string | null): void;
}

export function makeSender(groups: readonly string[], world: World): Sender {
  const files = new Map<string | null, DeliveryFiles>(groups.map((group) => [group, noFiles]));
  const asked: Asked[] = [];
  const said: string[] = [];
  const posted: string[] = [];
  const broken = new Set<string>();
  const cancelled = new Set<string | null>();
  let trouble: Trouble | null = null;
  let seconds = 10_000;
  let passes = 0;
  const of = (group: string | null): DeliveryFiles => files.get(group) ?? noFiles;
  const change = (group: string | null, made: Partial<DeliveryFiles>): void =>
    void files.set(group, { ...of(group), ...made });
  const asking = (what: Asked["what"], group: string | null): Asked => {
    const one = { at: seconds, what, group };
    asked.push(one);
    return one;
  };
  const say = (text: string): Promise<void> => Promise.resolve(void said.push(text));
  // Only what posting asks for.
  const ports = {
    clock: { now: () => momentAt(seconds) },
    random: { id: () => `id-${passes}-${asked.length}`, fraction: () => 0.5 },
    journal: { info: say, warn: say, error: say },
    mattermost: {
      post: (body: { text: string }) => {
        const group = groups.find((name) => body.text.includes(`nightly-${name}`)) ?? "";
        const outcome = world.post(asking("post", group));
        if (outcome.sent === "posted") posted.push(group);
        seconds += world.takes ?? 0;
        return Promise.resolve(outcome);
      },
      probe: () => Promise.resolve(world.probe(asking("probe", null))),
    },
    store: {
      trouble: () => Promise.resolve(trouble),
      saveTrouble: (now: Trouble | null) => {
        if (broken.has("trouble")) return Promise.reject(new Fault(74, "state-write-failed", "cannot write trouble"));
        trouble = now;
        return Promise.resolve();
      },
      cancelMark: ({ group }: ScopeKey) => Promise.resolve(markOf(cancelled.has(group))),
      history: () => Promise.resolve(),
      claim: ({ group }: ScopeKey, claim: Try["claim"]) => {
        if (broken.has(group ?? ""))
          return Promise.reject(new Fault(74, "state-write-failed", `cannot write ${group}`));
        change(group, { tries: [...of(group).tries, { claim, outcome: null }] });
        return Promise.resolve(true);
      },
      delivery: ({ group }: ScopeKey) => Promise.resolve(of(group)),
      settle: ({ group }: ScopeKey, number: number, outcome: NonNullable<Try["outcome"]>) => {
        const tries = of(group).tries.map((one) => (one.claim.try === number ? { ...one, outcome } : one));
        change(group, { tries });
        return Promise.resolve(true);
      },
      posted: ({ group }: ScopeKey, { at }: { at: string }) => {
        change(group, { posted: { at } });
        return Promise.resolve();
      },
    },
  } as unknown as Ports;
  return {
    ...{ asked, said, posted },
    trouble: () => trouble,
    files: of,
    breakDisk: (what) => void broken.add(what),
    cancel: (group) => void cancelled.add(group),
    pass(later) {
      seconds += later;
      passes += 1;
      const owner = processOf(1_000 + passes);
      const context = {
        ...{ config: configOf(), ports, owner, noWebhook: null, channel: null, templates: shipped },
        zoneOffset: () => 0,
      } as unknown as PassContext;
      const rows = [{ pid: owner.pid, ppid: 1, start: owner.start, zombie: false, argv: [] }];
      const processes = { seen: "present", fact: { boot: "b1", self: owner.pid, rows } };
      const stored = storedOf(groups, of);
      const doubts = openClaims(stored).map(({ at }) => at);
      const sending = { halted: null, begun: null, inDoubt: doubts.length > 0, doubts };
      return post(context, { compromised: () => false }, { processes } as unknown as Look, stored, sending);
    },
  };
}

const noFiles: DeliveryFiles = { posted: null, tries: [], looked: null, damaged: [] };

function storedOf(groups: readonly string[], filesOf: (group: string) => DeliveryFiles): Usable {
  const absent = { seen: "absent" } as const;
  const scopeOf = (memory: ScopeMemory, delivery: DeliveryFiles): StoredScope => ({
    ...{ memory, delivery },
    ...{ cancelled: absent, exit: absent },
  });
  const state = attemptOf({ categorized: true, groups: groups.map((name) => ({ name, machines: ["m1"] })) });
  return {
    ...{ build: "nightly", attempt: 1, state, damagedGroups: [], damage: [] },
    own: scopeOf(state.scope, noFiles),
    subRuns: groups.map((group) => scopeOf({ ...finished, group, run: `nightly-${group}` }, filesOf(group))),
  };
}

/** What is remembered of a run that completed. */
const finished = watching(named("m1"))
  .look(0, { alive: [7], files: [junit("m1")] })
  .look(30, { alive: [] })
  .look(settle)
  .close()
  .memory();
