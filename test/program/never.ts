import assert from "node:assert/strict";
import { pass } from "./passes.ts";
import type { Rig } from "./rig.ts";
import { writeFinished } from "./scenes.ts";

/**
 * Asserts that a closed build of one machine, alpha, stays as it is and is not posted although everything a complete
 * run leaves behind appears later, and that `status` names what came late.
 */
export async function neverPosts(rig: Rig, state: string): Promise<void> {
  writeFinished(rig);
  await pass(rig);
  await pass(rig);
  const listed = await rig.ok("status");
  assert.match(listed, new RegExp(`^ {2}${rig.build} {2}attempt 1 {2}${state} at .* {2}not posted$`, "m"));
  assert.match(listed, new RegExp(`came after closing: .*xml/${rig.build}/alpha\\.xml`));
  assert.equal(rig.receiver.requests.length, 0);
}
