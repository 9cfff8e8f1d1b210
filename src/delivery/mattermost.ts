import type { Health } from "../core/health/probed.ts";
import type { Mattermost, SendOutcome } from "../core/mattermostports.ts";
import { judge } from "./answers.ts";
import { exchange } from "./exchange.ts";
import type { Endpoint, Exchange } from "./exchange.ts";
import { sentence, type Place } from "./sentences.ts";

/**
 * A payload that Mattermost refuses after it has checked the hook: 404 says that hook and server are well, with hooks
 * locked to a channel too; an unknown hook and a database that is away answer 400 (measured on 7.6 and 11.2).
 */
const probe = { text: "probe", channel: "atvm--no-such-channel" };

/**
 * Speaks to one incoming webhook, one request on a fresh connection per call (tests give another `send`). No text it
 * returns holds a secret.
 */
export function createMattermost(endpoint: Endpoint, send = exchange): Mattermost {
  return {
    post: async (body) => outcomeOf(await send(endpoint, body), endpoint),
    probe: async () => healthOf(await send(endpoint, probe), endpoint),
  };
}

function outcomeOf(seen: Exchange, endpoint: Endpoint): SendOutcome {
  const judgement = judge(seen, Date.now());
  if (judgement.sent === "posted") return judgement;
  const text = sentence(judgement.code, seen, placeOf(endpoint));
  if (judgement.sent === "no") return { ...judgement, text };
  return { ...judgement, text: `${text}; the message may be in the channel: look there, then settle it with resolve` };
}

function healthOf(seen: Exchange, endpoint: Endpoint): Health {
  if (seen.status === 404) return { healthy: true, proven: isMattermosts(seen.body) };
  const judgement = judge(seen, Date.now());
  // No Mattermost accepts a message for a channel that does not exist.
  const code = judgement.sent === "posted" ? "unexpected-answer" : judgement.code;
  const retryAfterMs = judgement.sent === "no" ? judgement.retryAfterMs : null;
  return { healthy: false, code, text: sentence(code, seen, placeOf(endpoint)), retryAfterMs };
}

/** The body of its errors, as measured on 7.6 and 11.2. */
function isMattermosts(body: string | null): boolean {
  try {
    const error: unknown = JSON.parse(body ?? "");
    return typeof error === "object" && error !== null && "id" in error && "status_code" in error;
  } catch {
    return false;
  }
}

function placeOf({ webhook: { host }, timeoutMs }: Endpoint): Place {
  return { host, timeoutMs };
}
