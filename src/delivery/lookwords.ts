import type { Exchange } from "./exchange.ts";
import { causeOf, sentence, type Place } from "./sentences.ts";

/** Why a channel could not be looked into. */
export type LookCode =
  | "insecure"
  | "url-with-user"
  | "ca-unreadable"
  | "unreachable"
  | "timeout"
  | "connection-lost"
  | "redirected"
  | "token-refused"
  | "not-permitted"
  | "channel-unknown"
  | "rate-limited"
  | "server-error"
  | "too-large"
  | "too-many"
  | "unexpected-answer";

/**
 * Why and what to do about it, in one sentence without a full stop. It names the host and its port, and nothing that
 * the server wrote.
 */
export function lookSentence(code: LookCode, exchange: Pick<Exchange, "status" | "failure">, place: Place): string {
  const { host } = place;
  const answered = String(exchange.status);
  const cause = causeOf(exchange.failure);
  switch (code) {
    case "ca-unreadable":
    case "timeout":
    case "connection-lost":
    case "server-error":
      return sentence(code, exchange, place);
    case "insecure":
      return `mattermost.api.url is http to ${host}, and the token goes out over https only, or to this machine; use the https address`;
    case "url-with-user":
      return "mattermost.api.url has a user or password in it; take them out";
    case "unreachable":
      return `no connection to ${host} can be made${cause}; check mattermost.api.url, the network and mattermost.caFile`;
    case "redirected":
      return `mattermost.api.url redirects (${host} answered ${answered}); use the final address`;
    case "token-refused":
      return `${host} refused the token (${answered}); make a new one and store it in its place`;
    case "not-permitted":
      return `${host} does not let the token's user read the channel (${answered}); add that user to it, or correct mattermost.api.channelId`;
    case "channel-unknown":
      return `${host} knows no such channel (${answered}); correct mattermost.api.channelId: the 26 letters and digits under "View Info" of the channel`;
    case "rate-limited":
      return `${host} limits the rate of requests (${answered})`;
    case "too-large":
      return "the posts since then are more than 16 MiB; look into the channel";
    case "too-many":
      return "there are more posts since then than the 1,000 that one answer holds; look into the channel";
    case "unexpected-answer":
      return `${host} did not answer as Mattermost does${cause}; check mattermost.api.url`;
  }
}
