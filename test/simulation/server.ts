import type { PostBody } from "../../src/core/mattermostports.ts";
import type { Endpoint, Exchange } from "../../src/delivery/exchange.ts";
import type { Chance } from "./chance.ts";
import type { Clocks } from "./clocks.ts";
import { well, type Mood } from "./moods.ts";
import type { Actor } from "./stage.ts";

/** Mattermost, seen from both sides. */
export interface Server {
  mood: Mood;
  /** For this one request, whatever the mood. */
  once: Mood | null;
  /** Posts that are still on their way into the channel. */
  late: readonly { readonly at: number; readonly body: PostBody }[];
}

/** What a server needs of its surroundings. */
export interface Surroundings {
  readonly clocks: Clocks;
  readonly chance: Chance;
  /** A message leaves the machine. */
  readonly onRequest: (actor: Actor, body: PostBody, mood: Mood) => void;
  /** A post appears in the channel. */
  readonly onPost: (body: PostBody) => void;
}

export function newServer(): Server {
  return { mood: well, once: null, late: [] };
}

const timeout = 10_000;

/** One request as a process sees it, in the place of the exchange with a real server. */
export function exchangeOf(actor: Actor, server: Server, around: Surroundings) {
  return async (_endpoint: Endpoint, payload: unknown): Promise<Exchange> => {
    await actor.call({ port: "http", what: "connect", changes: false });
    const isProbe = !isMessage(payload);
    const mood = (isProbe ? null : server.once) ?? server.mood;
    const seen = isProbe ? (mood.probe ?? mood.seen) : mood.seen;
    if (!isProbe) server.once = null;
    await actor.call({ port: "http", what: isProbe ? "probe" : "send", changes: true });
    if (isMessage(payload) && seen.established) {
      around.onRequest(actor, payload, mood);
      create(payload, mood, server, around);
    }
    if (mood.slow === true) await actor.sleepUntil(around.clocks.true() + timeout, "wait for an answer");
    await actor.call({ port: "http", what: `answer: ${isProbe ? "probe " : ""}${mood.name}`, changes: true });
    return seen;
  };
}

/** Lets everything appear whose time has come. */
export function deliverLate(server: Server, { clocks, onPost }: Surroundings): void {
  const due = server.late.filter(({ at }) => at <= clocks.true());
  server.late = server.late.filter((post) => !due.includes(post));
  for (const { body } of due) onPost(body);
}

function create(body: PostBody, mood: Mood, server: Server, { clocks, chance, onPost }: Surroundings): void {
  if (mood.creates === "always" || (mood.creates === "perhaps" && chance.percent(50))) onPost(body);
  if (mood.creates === "late" && chance.percent(70)) {
    server.late = [...server.late, { at: clocks.true() + 1_000 + chance.below(60_000), body }];
  }
}

function isMessage(payload: unknown): payload is PostBody {
  return typeof payload === "object" && payload !== null && "props" in payload;
}
