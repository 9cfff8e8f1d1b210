import assert from "node:assert/strict";
import type { Copy } from "./copies.ts";

/** How it stands with one message, when all is quiet again. */
export type Outcome = "posted" | "in doubt, posted" | "in doubt, not posted";

/** Makes passes as the timer does, until nothing is left to do. */
export async function passesAfter(copy: Copy): Promise<void> {
  copy.expireLock();
  for (let made = 0; made < 2; made++) {
    const { status, stderr } = await copy.run(["reconcile"]);
    assert.equal(status, 0, stderr);
  }
}

/** How it stands with the message of each run: in the channel at most once, and where it is not there, told. */
export async function outcomes(copy: Copy, runs: readonly string[]): Promise<readonly Outcome[]> {
  const scopes = await copy.scopes();
  return runs.map((run) => {
    const posts = copy.receiver.posts.filter(({ text }) => text.includes(`\`${run}\``)).length;
    const phase = scopes.find((scope) => scope.run === run)?.delivery.phase;
    assert.ok(posts <= 1, `${run} was posted ${String(posts)} times`);
    if (phase === "posted") assert.equal(posts, 1, `${run} counts as posted`);
    else assert.equal(phase, "unconfirmed", `${run} is not posted, and nobody is told`);
    if (phase === "posted") return "posted";
    return posts === 1 ? "in doubt, posted" : "in doubt, not posted";
  });
}

/** `27 posted; 3 in doubt, posted`. */
export function counted(all: readonly string[]): string {
  const count = (wanted: string): string => `${String(all.filter((one) => one === wanted).length)} ${wanted}`;
  return [...new Set(all)].map(count).join("; ");
}
