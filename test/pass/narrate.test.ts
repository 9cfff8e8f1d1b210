import assert from "node:assert/strict";
import { test } from "node:test";
import { narrateDelivery } from "../../src/pass/narrate.ts";

const text = "chat.example refuses connections; check that Mattermost is running";

test("the log of a try that failed says whether the message may be in the channel", () => {
  const failed = { code: "refused", text } as const;
  const not = narrateDelivery("nightly", { did: "failed", outcome: { ...failed, sent: "no", retryAfterMs: null } });
  assert.deepEqual([not?.event, not?.text], ["not-sent", `nightly: not posted yet: ${text}`]);
  const doubt = narrateDelivery("nightly", { did: "failed", outcome: { ...failed, sent: "unknown" } });
  assert.deepEqual([doubt?.event, doubt?.text], ["unconfirmed", `nightly: in doubt: ${text}`]);
});
