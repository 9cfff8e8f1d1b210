import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { Ended } from "./dist.ts";
import { scopeOf } from "./reads.ts";
import type { Rig } from "./rig.ts";

/** Far more than anything here takes; only a test that fails waits so long. Milliseconds. */
const patience = 40_000;

/** Between two passes, as the timer leaves some; milliseconds. */
const interval = 300;

/** One pass that has nothing to complain of. */
export async function pass(rig: Rig): Promise<Ended> {
  const ended = await rig.run("reconcile");
  assert.equal(ended.status, 0, ended.stderr);
  return ended;
}

/** Makes passes until one of them, or the world after it, is as wanted; returns that pass. */
export async function passesUntil(
  rig: Rig,
  what: string,
  isSo: (pass: Ended) => boolean | Promise<boolean>,
): Promise<Ended> {
  const until = performance.now() + patience;
  const said: string[] = [];
  for (;;) {
    const ended = await rig.run("reconcile");
    said.push(ended.stderr);
    if (await isSo(ended)) return ended;
    if (performance.now() > until) assert.fail(`in ${patience / 1_000} s of passes not ${what}:\n${said.join("")}`);
    await wait(interval);
  }
}

/** Makes passes until so many messages are in the channel. */
export function untilPosts(rig: Rig, count: number): Promise<Ended> {
  return passesUntil(rig, `${count} posts`, () => rig.receiver.posts.length >= count);
}

/** Makes passes until one says that it closed the build, or the scope of that name. */
export async function untilClosed(rig: Rig, state: string, name = rig.build): Promise<Ended> {
  const closed = await passesUntil(rig, `closed`, ({ stderr }) => stderr.includes(`${name}: closed as `));
  assert.ok(closed.stderr.includes(`${name}: closed as ${state} `), closed.stderr);
  return closed;
}

/** Makes passes, the last of them when the files of the build (or group) have been still for long enough, by its own word. */
export async function untilSettled(rig: Rig, group: string | null = null): Promise<void> {
  if (await beforeSettled(rig, group)) await pass(rig);
}

/** Makes one pass and waits until the next one finds the files settled; false where they were already. */
export async function beforeSettled(rig: Rig, group: string | null = null): Promise<boolean> {
  await pass(rig);
  const { reasons } = await scopeOf(rig, group);
  const settling = reasons.find(({ code }) => code === "settling");
  if (settling === undefined) return false;
  const second = /until (\S+ \S+ UTC)$/.exec(settling.text)?.[1];
  assert.ok(second, settling.text);
  // The sentence names the second in which the time lies.
  await waitFor(new Date(Date.parse(second) + 1_000).toISOString());
  return true;
}

/** Waits for a time that the program named. */
export async function waitFor(time: string | null | undefined): Promise<void> {
  assert.ok(time, "the program named a time");
  await wait(Math.max(0, Date.parse(time) - Date.now()));
}
