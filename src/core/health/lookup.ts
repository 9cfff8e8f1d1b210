import { credentialsDir } from "../setup/places.ts";
import { fine, warning, type Finding } from "./finding.ts";
import type { CredentialSeen } from "./settings.ts";

/** What looking for messages in doubt takes, and what a harmless request came to. */
export interface LookupFacts {
  /** `mattermost.api` is configured. */
  readonly api: boolean;
  readonly token: CredentialSeen;
  /** What is wrong with address, token or channel; null: nothing, or it could not be asked. */
  readonly flaw: { readonly text: string } | null;
}

/** Nothing where nobody wants it; a warning else, for what is missing costs no post, only a person's time. */
export function lookupFindings({ api, token, flaw }: LookupFacts): readonly Finding[] {
  if (token.seen === "fault") return [warning(check, token.text, null)];
  if (!api) {
    if (token.seen === "absent") return [];
    const text = `there is a token (from ${token.source}), and no mattermost.api that says where to use it`;
    return [warning(check, text, 'add "api": {"url", "channelId"} to mattermost in the configuration')];
  }
  if (token.seen === "absent") {
    const text = "mattermost.api is set, and there is no token: messages in doubt are not looked for";
    return [warning(check, text, `store a bot's token in ${credentialsDir}/mattermost-token (chmod 600)`)];
  }
  if (flaw !== null) return [warning(check, `messages in doubt cannot be looked for: ${flaw.text}`, null)];
  return [fine(check, `messages in doubt are looked for in the channel, by the token from ${token.source}`)];
}

const check = "look-up";
