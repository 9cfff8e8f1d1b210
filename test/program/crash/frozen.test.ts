import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { claimAge } from "../../../src/pass/deliver.ts";
import { makeRig } from "../rig.ts";
import { dueRun } from "../scenes.ts";
import { copyOf, type Copy } from "./copies.ts";
import { frozenAfter } from "./frozen.ts";
import { straceTest, type Place } from "./strace.ts";

/** Its claim is written, and not yet in its place. */
const beforeItsClaim: Place = { call: "fsync", number: 1 };
/** Mattermost is connected, and has no byte yet. */
const beforeItsRequest: Place = { call: "connect", number: 1 };
/** The request went out; the answer comes while it stands still. */
const beforeTheAnswer: Place = { call: "writev", number: 1 };

interface Case {
  readonly name: string;
  readonly after: Place;
  /** What happens meanwhile, and what comes of it. */
  readonly meanwhile: (copy: Copy) => Promise<void>;
  readonly thawed: RegExp;
  readonly posts: number;
}

const ranOnce = /: posted\n$/;
const cases: readonly Case[] = [
  {
    name: "another pass posts: the claim that comes second sends nothing",
    after: beforeItsClaim,
    meanwhile: does(0, "reconcile"),
    thawed: /another pass has claimed this try; a duplicate was prevented/,
    posts: 1,
  },
  {
    name: "cancelled: the marks are read again once the claim is made",
    after: beforeItsClaim,
    meanwhile: does(0, "cancel"),
    thawed: /not posted: it was cancelled after the try was claimed/,
    posts: 0,
  },
  {
    name: "reset: what was due is judged again, by whoever has the lock",
    after: beforeItsClaim,
    meanwhile: does(0, "reset"),
    thawed: /not posted: another pass has taken over the lock/,
    posts: 1,
  },
  {
    name: "registered anew: what was due stays with its attempt",
    after: beforeItsClaim,
    meanwhile: does(0, "start", "--rerun", "--machines", "alpha"),
    thawed: /not posted: another pass has taken over the lock/,
    posts: 1,
  },
  {
    name: "nothing, for longer than a claim may be old",
    after: beforeItsClaim,
    meanwhile: () => wait(claimAge + 1_000),
    thawed: /not posted: this pass was held up after it claimed the try/,
    posts: 1,
  },
  ...[beforeItsRequest, beforeTheAnswer].flatMap((after): readonly Case[] => [
    {
      name: "another pass: what is being sent is left alone",
      after,
      meanwhile: does(0, "reconcile"),
      thawed: ranOnce,
      posts: 1,
    },
    { name: "cancelled: too late", after, meanwhile: does(65, "cancel"), thawed: ranOnce, posts: 1 },
    { name: "reset: refused", after, meanwhile: does(65, "reset"), thawed: ranOnce, posts: 1 },
    { name: "resolve --resend: refused", after, meanwhile: does(65, "resolve", "--resend"), thawed: ranOnce, posts: 1 },
    {
      name: "registered anew: what is being sent stays with its attempt",
      after,
      meanwhile: does(0, "start", "--rerun", "--machines", "alpha"),
      thawed: ranOnce,
      posts: 1,
    },
  ]),
];

straceTest("a pass that stands still and goes on later, and meanwhile", async (context) => {
  const rig = await makeRig(context);
  await dueRun(rig);
  for (const { name, after, meanwhile, thawed, posts } of cases) {
    await context.test(`${name} (after ${after.call} ${String(after.number)})`, async (inner) => {
      const copy = await copyOf(inner, rig);
      const frozen = await frozenAfter(inner, copy, after);
      await meanwhile(copy);
      const { stderr } = await frozen.thaw();
      assert.match(stderr, thawed);
      copy.expireLock();
      await passesUntilPosts(copy, posts);
      assert.equal((await copy.run(["reconcile"])).status, 0);
      assert.equal(copy.receiver.posts.length, posts);
    });
  }
});

/** What is judged again has to rest for a while before it is posted. */
async function passesUntilPosts(copy: Copy, posts: number): Promise<void> {
  for (let made = 0; made < 40; made++) {
    assert.equal((await copy.run(["reconcile"])).status, 0);
    if (copy.receiver.posts.length >= posts) return;
    await wait(200);
  }
  assert.fail(`not ${String(posts)} posts after 40 passes`);
}

/** Another process takes over the lock, which nobody refreshes, and does this to the build. */
function does(status: number, command: string, ...options: readonly string[]): Case["meanwhile"] {
  return async (copy) => {
    copy.expireLock();
    const argv = command === "reconcile" ? [command] : [command, copy.build, ...options];
    const ended = await copy.run(argv);
    assert.equal(ended.status, status, ended.stderr);
  };
}
