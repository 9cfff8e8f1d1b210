import type { NotSentCode, UnknownCode } from "./answers.ts";
import type { Exchange } from "./exchange.ts";

/** Whom a sentence is about, as far as it may tell: the host with its port, and how long was waited for it. */
export interface Place {
  readonly host: string;
  readonly timeoutMs: number;
}

/**
 * What happened to a message or a probe and what to do about it, in one sentence without a full stop. It names the
 * host and its port, never the path of the webhook or anything the server wrote: both hold the secret.
 */
export function sentence(
  code: NotSentCode | UnknownCode,
  exchange: Pick<Exchange, "status" | "failure">,
  { host, timeoutMs }: Place,
): string {
  const seconds = String(timeoutMs / 1000);
  const status = String(exchange.status);
  const cause = causeOf(exchange.failure);
  switch (code) {
    case "ca-unreadable":
      return "the file named by mattermost.caFile cannot be read or is no PEM certificate; check its path and permissions";
    case "dns-failed":
      return `the name of ${host} cannot be resolved${cause}; check the host in the webhook URL and this machine's DNS`;
    case "connect-timeout":
      return `no connection to ${host} within ${seconds} s${cause}; check the network, firewalls and the port`;
    case "connection-refused":
      return `${host} refuses connections; check that Mattermost is running and the port in the webhook URL`;
    case "connection-failed":
      return `no connection to ${host} can be made${cause}; check the network and the host in the webhook URL`;
    case "tls-failed":
      return `no secure connection with ${host}${cause}; check its certificate, and mattermost.caFile for a private authority`;
    case "redirected":
      return `the webhook URL redirects (${host} answered ${status}); store the final address, often the https one`;
    case "webhook-unknown":
      return `${host} refused the webhook (${status}); check that it still exists, its channel is not archived and Mattermost's database is up`;
    case "channel-refused":
      return `${host} refused the channel (${status}); check that it exists under the name in its URL and that the webhook may post there`;
    case "rate-limited":
      return `${host} limits the rate of requests (${status}); it is tried again later`;
    case "webhooks-off":
      return `${host} has incoming webhooks switched off (${status}); ask its administrator to enable them`;
    case "request-refused":
      return `${host} refused the request (${status}); check that the webhook URL is complete and no proxy stands before Mattermost`;
    case "timeout":
      return `${host} did not answer within ${seconds} s; check that Mattermost and its database are well`;
    case "connection-lost":
      return `the connection to ${host} was lost before the answer was complete${cause}; check Mattermost and any proxy before it`;
    case "answer-too-large":
      return `${host} sent a far larger answer than Mattermost does; check that the webhook URL leads to Mattermost`;
    case "server-error":
      return `${host} failed with ${status}; check Mattermost's log and any proxy before it`;
    case "unexpected-answer":
      return `${host} did not answer as Mattermost does${cause}; check that the webhook URL leads to Mattermost`;
  }
}

/** Codes of node are worth showing; the words this program uses instead say no more than the sentence does. */
export function causeOf(failure: string | null): string {
  return failure !== null && /^[A-Z][A-Z0-9_]+$/.test(failure) ? ` (${failure})` : "";
}
