import type { PostBody } from "../../src/core/mattermostports.ts";
import type { ScopeKey } from "../../src/core/ports.ts";
import type { Actor } from "./stage.ts";

/** What really became of one scope: nobody in the simulated world is told. */
export interface Truth {
  readonly key: ScopeKey;
  readonly run: string;
  /** Null: it did not end by itself with whole results, and is never posted. */
  outcome: "COMPLETED" | "FAILED" | null;
  readonly tests: number;
  readonly failed: number;
  /** Whether it has really ended. */
  over: boolean;
}

/** Why a scope may stay without a post although it is due. */
export type Excuse =
  | "cancelled"
  | "superseded"
  | "power cut before it was judged"
  | "reset"
  | "damaged"
  | "marked by hand"
  | "beside an earlier run that goes on";

/** What is known of one scope beside its truth. */
export interface Case {
  readonly truth: Truth;
  readonly posts: string[];
  readonly excuses: Set<Excuse>;
  /** Requests, or claims whose owner or outcome was lost: the only causes for a message in doubt. */
  readonly doubts: Set<string>;
  /** From these steps on no claim may be made, or from some on no byte may leave. */
  readonly forbidden: { readonly why: string; readonly since: number; readonly from: "claim" | "request" | "load" }[];
}

/** Where a step of the simulation is compared with the truth. */
export interface Judge {
  step: number;
  /** The lock let two in: then claims alone hold, and a state may be written over. */
  lockBroken: boolean;
  /** The first broken guarantee. */
  violation: string | null;
  readonly cases: ReadonlyMap<string, Case>;
  add(truth: Truth): void;
  of(key: ScopeKey): Case | undefined;
  fail(guarantee: string, what: string): void;
  /** A pass or command begins to read a build, or to claim a try. */
  loads(actor: Actor, key: Pick<ScopeKey, "build" | "attempt">): void;
  claims(actor: Actor, key: ScopeKey, deliveryId: string): void;
  /** The last look before a byte goes out, so long after the claim (milliseconds). */
  looksBack(actor: Actor, sinceClaim: number): void;
  /** `closed`: how the scope was closed, as far as that is durable. */
  requests(actor: Actor, body: PostBody, isClear: boolean, closed: (key: ScopeKey) => string | undefined): void;
  posts(body: PostBody): void;
  /** How many posts there are. */
  posted(): number;
}

/** As the design has it, in milliseconds. */
const oldestClaim = 30_000;

export function nameOf({ build, attempt, group }: ScopeKey): string {
  return `${build}#${attempt}${group === null ? "" : `/${group}`}`;
}

export function newJudge(): Judge {
  const cases = new Map<string, Case>();
  const claimed = new Map<string, number>();
  const loaded = new Map<Actor, Map<string, number>>();
  const ages = new Map<Actor, number>();
  let posted = 0;
  const caseOf = (body: PostBody): Case | undefined => {
    const told = toldIn(body);
    return [...cases.values()].find(({ truth: { key, run } }) => told?.run === run && key.attempt === told.attempt);
  };
  const judge: Judge = {
    step: 0,
    lockBroken: false,
    violation: null,
    cases,
    add: (truth) => {
      // A number whose registration never became durable is given again.
      const before = cases.get(nameOf(truth.key));
      if (before === undefined || before.posts.length === 0)
        cases.set(nameOf(truth.key), { truth, posts: [], excuses: new Set(), doubts: new Set(), forbidden: [] });
    },
    of: (key) => cases.get(nameOf(key)),
    fail(guarantee, what) {
      if (guarantee === "G5" && judge.lockBroken) return;
      judge.violation ??= `${guarantee}: ${what}`;
    },
    loads(actor, { build, attempt }) {
      const own = loaded.get(actor) ?? new Map<string, number>();
      loaded.set(actor, own.set(`${build}#${attempt}`, judge.step));
    },
    claims(_actor, _key, deliveryId) {
      claimed.set(deliveryId, judge.step);
    },
    looksBack(actor, sinceClaim) {
      ages.set(actor, sinceClaim);
    },
    requests(actor, body, isClear, closed) {
      const found = caseOf(body);
      if (found === undefined) {
        judge.fail("G2", `a message for something that never was: ${headOf(body)}`);
        return;
      }
      const { truth, forbidden, doubts } = found;
      const name = nameOf(truth.key);
      if (!isClear) doubts.add("an answer that tells nothing");
      const state = closed(truth.key);
      if (state !== "COMPLETED" && state !== "FAILED" && !judge.lockBroken)
        judge.fail("G2", `${name} is sent, and it is durably ${state ?? "open"}`);
      if ((ages.get(actor) ?? 0) > oldestClaim) judge.fail("G1", `${name} is sent on a claim that had grown old`);
      const claim = claimed.get(body.props.atvm_delivery_id) ?? judge.step;
      const load = loaded.get(actor)?.get(`${truth.key.build}#${truth.key.attempt}`) ?? judge.step;
      const begun = { claim, load, request: judge.step };
      const broken = forbidden.find(({ since, from }) => begun[from] > since);
      if (broken !== undefined) judge.fail("G2", `${name} is sent although it ${broken.why}`);
      judgeTruth(judge, truth, body);
    },
    posts(body) {
      posted += 1;
      const found = caseOf(body);
      if (found === undefined) return;
      found.posts.push(body.props.atvm_delivery_id);
      if (found.posts.length > 1) judge.fail("G1", `${nameOf(found.truth.key)} is posted ${found.posts.length} times`);
    },
    posted: () => posted,
  };
  return judge;
}

function judgeTruth(judge: Judge, truth: Truth, body: PostBody): void {
  const told = toldIn(body);
  const name = nameOf(truth.key);
  if (told === undefined) return;
  if (truth.outcome === null) judge.fail("G2", `${name} is sent as ${told.state}, but it never came to its end`);
  else if (!truth.over) judge.fail("G3", `${name} is sent as ${told.state} before it is over`);
  else if (told.state !== truth.outcome || told.tests !== truth.tests || told.failed !== truth.failed)
    judge.fail(
      "G3",
      `${name} is told as ${headOf(body)}, but it is ${truth.outcome}, ${truth.failed} of ${truth.tests}`,
    );
}

interface Told {
  readonly state: string;
  readonly run: string;
  readonly attempt: number;
  readonly tests: number;
  readonly failed: number;
}

/** What the first line of a message says. */
function toldIn(body: PostBody): Told | undefined {
  const parts = headOf(body).split(" · ");
  const [, state] = /^\S+ (COMPLETED|FAILED)$/.exec(parts[0] ?? "") ?? [];
  const [, run] = /^`(.*)`$/.exec(parts[1] ?? "") ?? [];
  if (state === undefined || run === undefined) return undefined;
  const attempt = matchIn(parts, /^attempt (\d+)$/)?.[1] ?? "1";
  const tests = matchIn(parts, /^(?:(\d+) of )?(\d+) tests?$/);
  return { state, run, attempt: Number(attempt), tests: Number(tests?.[2] ?? 0), failed: Number(tests?.[1] ?? 0) };
}

function matchIn(parts: readonly string[], pattern: RegExp): RegExpExecArray | undefined {
  return parts.map((part) => pattern.exec(part)).find((match) => match !== null) ?? undefined;
}

function headOf({ text }: PostBody): string {
  return text.split("\n", 1)[0] ?? "";
}
