import assert from "node:assert/strict";

/** What an outcome says must hold no part of the webhook's path, nor anything a server wrote. */
export function assertNoSecret(outcome: object, secret: string): void {
  const said = JSON.stringify(outcome);
  for (const part of [secret, secret.slice(0, 8), secret.slice(-8), "/hooks", "Invalid webhook", "html"]) {
    assert.ok(!said.includes(part), `${part} in ${said}`);
  }
}
