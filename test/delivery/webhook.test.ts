import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseWebhook } from "../../src/delivery/webhook.ts";

const good: readonly [string, string][] = [
  ["https://chat.example.org/hooks/abc123", "https://chat.example.org/hooks/abc123"],
  ["http://127.0.0.1:8065/hooks/abc123", "http://127.0.0.1:8065/hooks/abc123"],
  ["https://example.org/mattermost/hooks/abc123", "https://example.org/mattermost/hooks/abc123"],
  ["https://chat.example.org/hooks/abc123/", "https://chat.example.org/hooks/abc123"],
];

for (const [text, href] of good) {
  test(`${text} is the webhook ${href}`, () => {
    const parsed = parseWebhook(text);
    assert.equal(parsed.ok && parsed.value.href, href);
  });
}

const bad: readonly [string, string][] = [
  ["chat.example.org/hooks/secret", "is not a URL"],
  ["https://chat.example.org/hooks/one\nhttps://chat.example.org/hooks/two", "is not a URL"],
  ["ftp://chat.example.org/hooks/secret", "is no http or https URL"],
  ["https://me:secret@chat.example.org/hooks/secret", "has a user or password in it"],
  ["https://chat.example.org/hooks/", "does not end in /hooks/<id>"],
  ["https://chat.example.org/api/v4/secret", "does not end in /hooks/<id>"],
  ["https://chat.example.org/hooks/secret/more", "does not end in /hooks/<id>"],
];

for (const [text, fault] of bad) {
  test(`${JSON.stringify(text)} ${fault}`, () => {
    assert.deepEqual(parseWebhook(text), { ok: false, fault });
  });
}

test("any text gives a URL or a fault of this program's own words, and never throws", () => {
  const faults = new Set(bad.map(([, fault]) => fault));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webUrl()), (text) => {
      const parsed = parseWebhook(text);
      assert.ok(parsed.ok || faults.has(parsed.fault));
    }),
  );
});
