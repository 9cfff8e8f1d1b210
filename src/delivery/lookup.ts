import * as z from "zod/mini";
import type { LookAnswer, Lookup } from "../core/mattermostports.ts";
import { parsing } from "../core/parsing.ts";
import { sinceOf } from "../core/post/lookup.ts";
import type { Trust } from "./authorities.ts";
import { ask, type Exchange } from "./exchange.ts";
import { lookSentence, type LookCode } from "./lookwords.ts";

/** Where posts can be read, and with what right. */
export interface ApiAccess extends Trust {
  /** The address of Mattermost itself, as its users open it. */
  readonly url: URL;
  readonly channelId: string;
  /** A bot's or a person's token: secret. */
  readonly token: string;
  /** Milliseconds for each of the two exchanges of a look. */
  readonly timeoutMs: number;
}

/** A thousand posts of a few KB each, which is what a page may hold; a look needs some five times as much memory. */
const maxPageBytes = 16 * 1024 * 1024;

/** The server ends a page there, in no order that would tell which posts it left out (its source, 7 to 11). */
const fullPage = 1_000;

/** In the year 2100: a page that is empty, and whose answer tells the server's time and every refusal. */
const nothingYet = 4_102_444_800_000;

/** Looks into one channel of one server, a fresh connection for each request. No text it returns holds a secret. */
export function createLookup(access: ApiAccess): Lookup {
  return {
    find: (deliveryId, ms) => find(access, deliveryId, ms),
    async check() {
      const clock = await serverTime(access);
      return typeof clock === "number" ? null : clock;
    },
  };
}

async function find(access: ApiAccess, deliveryId: string, ms: number): Promise<LookAnswer> {
  const now = await serverTime(access);
  if (typeof now !== "number") return now;
  const seen = await page(access, sinceOf(now, ms));
  const posts = postsIn(seen.body);
  if (posts === undefined) return couldNotLook(refusalOf(seen) ?? "unexpected-answer", seen, access);
  if (Object.values(posts.posts).some(({ props }) => props?.["atvm_delivery_id"] === deliveryId))
    return { seen: "found" };
  return posts.order.length < fullPage ? { seen: "not-found" } : couldNotLook("too-many", seen, access);
}

type CouldNotLook = Extract<LookAnswer, { seen: "could-not-look" }>;

/** Unix milliseconds, to the second. */
async function serverTime(access: ApiAccess): Promise<number | CouldNotLook> {
  const flaw = flawOf(access.url);
  if (flaw !== undefined) return couldNotLook(flaw, unasked, access);
  const seen = await page(access, nothingYet);
  const at = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(seen.date ?? "") ? Date.parse(seen.date ?? "") : NaN;
  if (postsIn(seen.body) !== undefined && !Number.isNaN(at)) return at;
  return couldNotLook(refusalOf(seen) ?? "unexpected-answer", seen, access);
}

/** The token goes out encrypted, or not beyond this machine. */
function flawOf({ protocol, hostname, username, password }: URL): LookCode | undefined {
  if (username !== "" || password !== "") return "url-with-user";
  const isHere = hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
  return protocol === "https:" || isHere ? undefined : "insecure";
}

function page(access: ApiAccess, since: number): Promise<Exchange> {
  const { url, channelId, token } = access;
  const path = `${url.pathname.replace(/\/+$/, "")}/api/v4/channels/${encodeURIComponent(channelId)}/posts`;
  const asked = new URL(`${path}?since=${since}`, url.origin);
  return ask(access, {
    url: asked,
    method: "GET",
    headers: { Authorization: `Bearer ${token}` },
    maxBytes: maxPageBytes,
  });
}

const unasked: Exchange = { established: false, status: null, retryAfter: null, body: null, failure: null };

/** Undefined for an answer that is not a page of posts, though it may be meant as one. */
function refusalOf({ status, failure, established }: Exchange): LookCode | undefined {
  if (failure === "ca-file") return "ca-unreadable";
  if (status !== null && status !== 200) return statuses[status] ?? ranges[Math.floor(status / 100)];
  if (failure === "too-large") return "too-large";
  if (failure === "timeout") return "timeout";
  if (!established) return "unreachable";
  return failure === null || failure.startsWith("HPE_") ? undefined : "connection-lost";
}

const statuses: Readonly<Record<number, LookCode>> = {
  400: "channel-unknown",
  401: "token-refused",
  403: "not-permitted",
  404: "channel-unknown",
  429: "rate-limited",
};
const ranges: Readonly<Record<number, LookCode>> = { 3: "redirected", 5: "server-error" };

function couldNotLook(code: LookCode, seen: Exchange, { url, timeoutMs }: ApiAccess): CouldNotLook {
  return { seen: "could-not-look", code, text: lookSentence(code, seen, { host: url.host, timeoutMs }) };
}

const pageSchema = z.looseObject({
  order: z.array(z.string()),
  posts: z.record(z.string(), z.looseObject({ props: z.optional(z.nullable(z.looseObject({}))) })),
});

function postsIn(body: string | null): z.output<typeof pageSchema> | undefined {
  try {
    return pageSchema.safeParse(JSON.parse(body ?? ""), parsing).data;
  } catch {
    return undefined;
  }
}
