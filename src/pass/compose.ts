import { hasBegun } from "../core/memory/begun.ts";
import { describe } from "../core/judge/describe.ts";
import { composeMessage } from "../core/message/message.ts";
import type { MessageFacts } from "../core/message/message-facts.ts";
import type { PostBody } from "../core/mattermostports.ts";
import type { StoredScope } from "../core/ports.ts";
import { reportUrl } from "../core/message/report-url.ts";
import type { ScopeMemory, ScopeResult } from "../core/state/state.ts";
import { isPosted } from "../core/words.ts";
import type { PassContext } from "./context.ts";
import type { Usable } from "./records.ts";

type Composer = Pick<PassContext, "config" | "templates" | "zoneOffset" | "channel">;

/** The message of a scope as it would go out now; what it tells is what was remembered when the scope closed. */
export function composePost(
  composer: Composer,
  stored: Usable,
  scope: StoredScope,
  deliveryId: string,
  now: string,
): PostBody {
  return composeMessage(factsOf(composer, stored, scope.memory, deliveryId, now), composer.templates);
}

function factsOf(
  { config, zoneOffset, channel }: Composer,
  { state, subRuns, build, attempt }: Usable,
  memory: ScopeMemory,
  deliveryId: string,
  now: string,
): MessageFacts {
  const { closed, run, group } = memory;
  const result = memory.result ?? noResult;
  if (closed === null || !isPosted(closed.state)) throw new Error("only a completed or failed scope has a message");
  const template = config.mattermost.reportUrl;
  const position = subRuns
    .filter((sub) => hasBegun(state.request, sub.memory))
    .findIndex((sub) => sub.memory.group === group);
  const declared = state.request.groups.length;
  return {
    state: closed.state,
    build,
    run,
    group: group === null ? null : { name: group, position: position + 1, of: declared === 0 ? null : declared },
    attempt,
    result,
    reasons: closed.reasons.map(describe),
    reportUrl: template === undefined ? null : reportUrl(template, { run, build, group }),
    startedAt: result.startedAt,
    endedAt: result.endedAt,
    now,
    zoneOffset: zoneOffset(result.endedAt ?? now),
    deliveryId,
    channel: state.request.channel ?? channel,
  };
}

const noResult: ScopeResult = { machines: [], startedAt: null, endedAt: null, lastWord: null };
