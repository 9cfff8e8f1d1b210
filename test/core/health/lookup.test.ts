import assert from "node:assert/strict";
import { test } from "node:test";
import { lookupFindings, type LookupFacts } from "../../../src/core/health/lookup.ts";

const token = { seen: "present", source: "/etc/t" } as const;
const none = { seen: "absent" } as const;

const rows: readonly [title: string, facts: LookupFacts, found: RegExp][] = [
  [
    "address and token that serve",
    { api: true, token, flaw: null },
    /^ok: messages in doubt are looked for.*\/etc\/t$/,
  ],
  ["a refused token", { api: true, token, flaw: { text: "refused" } }, /^warning: .* cannot be looked for: refused$/],
  [
    "an address without a token",
    { api: true, token: none, flaw: null },
    /^warning: .*there is no token.*-> store .*mattermost-token/,
  ],
  ["a token without an address", { api: false, token, flaw: null }, /^warning: there is a token.*-> add "api"/],
  ["a token that is none", { api: true, token: { seen: "fault", text: "wrong" }, flaw: null }, /^warning: wrong$/],
];

for (const [title, facts, found] of rows) {
  test(title, () => {
    const [finding, ...more] = lookupFindings(facts);
    assert.ok(finding !== undefined && more.length === 0);
    assert.match(`${finding.level}: ${finding.text}${finding.cure === null ? "" : ` -> ${finding.cure}`}`, found);
  });
}

test("where nobody wants it nothing is told", () => {
  assert.deepEqual(lookupFindings({ api: false, token: none, flaw: null }), []);
});
