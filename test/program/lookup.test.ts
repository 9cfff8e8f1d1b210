import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import * as z from "zod";
import type { Behaviour } from "../mattermost/behaviour.ts";
import { channelId, readerToken, strangerToken } from "../mattermost/world.ts";
import { pass, untilPosts } from "./passes.ts";
import { explain, scopeOf } from "./reads.ts";
import { startProgram } from "./program.ts";
import { makeRig, type Rig } from "./rig.ts";
import { finishedRun, scopeFolder, untilTrouble } from "./scenes.ts";

/** The message went out, and the connection closed without an answer. */
function closed(posts: boolean): Behaviour {
  return { kind: "scripted", posts, end: "close" };
}

/** A build whose message is in doubt, on a controller that may look into the channel. */
async function inDoubt(context: TestContext, posts: boolean, ...options: readonly string[]): Promise<Rig> {
  const rig = await makeRig(context);
  rig.configure({ mattermost: { api: { url: rig.receiver.url, channelId } } });
  rig.useToken(readerToken);
  rig.receiver.script(closed(posts));
  await finishedRun(rig, rig.build, ...options);
  await untilTrouble(rig);
  assert.equal((await scopeOf(rig)).delivery.phase, "unconfirmed");
  return rig;
}

/** As if the claim had been made, or the message been looked for, so much earlier. */
function age(rig: Rig, name: string, ms: number): void {
  const file = join(scopeFolder(rig, rig.build), name);
  const content = z.looseObject({ at: z.string(), ms: z.number() }).parse(JSON.parse(readFileSync(file, "utf8")));
  const at = new Date(Date.parse(content.at) - ms).toISOString();
  writeFileSync(file, JSON.stringify({ ...content, at, ms: content.ms - ms, sha256: undefined }));
}

function asked({ receiver }: Rig): number {
  return receiver.requests.filter(({ path }) => path.startsWith("/api/")).length;
}

test("a message that arrived though no answer came is found in the channel a minute later, and is posted", async (context) => {
  const rig = await inDoubt(context, true);
  await pass(rig);
  assert.equal(asked(rig), 0, "nothing is asked before a minute has passed");
  age(rig, "try-1.json", 61_000);
  const { stderr } = await pass(rig);
  assert.match(stderr, /: its message was in doubt and was found in the channel: it is posted/);
  const { delivery, needsReview } = await scopeOf(rig);
  assert.deepEqual([delivery.phase, needsReview], ["posted", false]);
  assert.equal((await rig.run("status", "--check")).status, 0);
  const posted = readFileSync(join(scopeFolder(rig, rig.build), "posted.json"), "utf8");
  assert.match(posted, new RegExp(`"deliveryId":"${rig.receiver.posts[0]?.deliveryId ?? "none"}","by":"lookup"`));
  assert.match(readFileSync(join(rig.stateDir, "history.jsonl"), "utf8"), /"event":"found"/);
  await pass(rig);
  await pass(rig);
  assert.deepEqual(readdirSync(join(rig.stateDir, "open")), [], "settled");
  assert.deepEqual([asked(rig), rig.receiver.posts.length], [2, 1]);
});

test("a message that somebody deleted from the channel was delivered, and is not sent again", async (context) => {
  const rig = await inDoubt(context, true);
  rig.receiver.deletePost(rig.receiver.posts[0]?.deliveryId ?? "none");
  age(rig, "try-1.json", 61_000);
  await pass(rig);
  assert.equal((await scopeOf(rig)).delivery.phase, "posted");
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
});

test("one that is not found stays an operator's to settle, is told, and is looked for ever less often", async (context) => {
  const rig = await inDoubt(context, false);
  age(rig, "try-1.json", 61_000);
  const { stderr } = await pass(rig);
  assert.match(
    stderr,
    /: its message is in doubt: a look into the channel at \S+ did not find it; the next look is made at \S+/,
  );
  const { delivery, needsReview } = await scopeOf(rig);
  assert.deepEqual([delivery.phase, delivery.lookedFor?.found, needsReview], ["unconfirmed", false, true]);
  assert.match(
    await explain(rig),
    /only an operator can settle it; a look into the channel at \S+ did not find it; the next/,
  );
  const status = await rig.run("status", "--check");
  assert.equal(status.status, 1);
  assert.match(
    status.stdout,
    /delivery unconfirmed \(a look into the channel at .* did not find it; .*\): [^]*resolve \S+ --posted/,
  );

  await pass(rig);
  assert.equal(asked(rig), 2, "not again before its time");
  age(rig, "lookup.json", 121_000);
  await pass(rig);
  assert.equal(asked(rig), 4);
  assert.deepEqual(rig.receiver.posts, []);

  await rig.ok("resolve", rig.build, "--resend");
  await untilPosts(rig, 1);
  await pass(rig);
  assert.deepEqual([rig.receiver.posts.length, asked(rig)], [1, 4]);
  assert.equal((await scopeOf(rig)).delivery.phase, "posted");
});

test("a message that arrives after it was not found is found by a later look", async (context) => {
  const rig = await inDoubt(context, false);
  age(rig, "try-1.json", 61_000);
  await pass(rig);
  const { deliveryId } = z
    .looseObject({ deliveryId: z.string() })
    .parse(JSON.parse(readFileSync(join(scopeFolder(rig, rig.build), "try-1.json"), "utf8")));
  const props = { atvm_delivery_id: deliveryId };
  rig.receiver.addPosts([{ hook: "h", channel: "atvm", text: "late", props, deliveryId }]);
  age(rig, "lookup.json", 121_000);
  await pass(rig);
  assert.equal((await scopeOf(rig)).delivery.phase, "posted");
});

test("a look that fails is told with its cure, and holds up neither posting nor the passes", async (context) => {
  const rig = await inDoubt(context, true);
  age(rig, "try-1.json", 61_000);
  rig.useToken(strangerToken);
  const other = `${rig.build}-other`;
  await finishedRun(rig, other);
  await untilPosts(rig, 2);
  assert.equal(rig.receiver.posts.length, 2);
  const { delivery } = await scopeOf(rig);
  assert.deepEqual([delivery.phase, delivery.lookedFor?.found], ["unconfirmed", null]);
  assert.match(delivery.lookedFor?.text ?? "", /does not let the token's user read the channel \(403\); add that user/);
  rig.useToken(readerToken);
  age(rig, "lookup.json", 121_000);
  await pass(rig);
  assert.equal((await scopeOf(rig)).delivery.phase, "posted");
});

test("a message that went to a channel of its build's own is not looked for in another one", async (context) => {
  const rig = await inDoubt(context, true, "--channel", "town-square");
  age(rig, "try-1.json", 61_000);
  await pass(rig);
  await pass(rig);
  assert.equal(asked(rig), 0);
  const { lookedFor } = (await scopeOf(rig)).delivery;
  assert.deepEqual([lookedFor?.found, lookedFor?.nextAt], [null, null]);
  assert.match(lookedFor?.text ?? "", /it went to a channel of this build's own, not to that of mattermost\.api/);
});

test("a note of the last look that is damaged is kept aside, and the message is looked for again", async (context) => {
  const rig = await inDoubt(context, false);
  age(rig, "try-1.json", 61_000);
  await pass(rig);
  const file = join(scopeFolder(rig, rig.build), "lookup.json");
  writeFileSync(file, "half");
  assert.equal((await scopeOf(rig)).delivery.phase, "unconfirmed");
  await pass(rig);
  assert.equal(asked(rig), 4);
  assert.ok(existsSync(`${file}.1.aside`));
  assert.match(readFileSync(file, "utf8"), /"looks":1/);
});

test("doctor asks whether the channel can be read, by a request that changes nothing, and tells the cure", async (context) => {
  const rig = await makeRig(context);
  const credentialsFile = join(rig.folder, "keys");
  rig.configure({ credentialsFile, mattermost: { api: { url: rig.receiver.url, channelId } } });
  const line = async (token: string): Promise<string> => {
    const webhook = `MATTERMOST_ATVM_WEBHOOK=${rig.receiver.webhook().href}`;
    writeFileSync(credentialsFile, `${webhook}\n${token === "" ? "" : `MATTERMOST_ATVM_TOKEN=${token}\n`}`, {
      mode: 0o600,
    });
    const { stdout } = await startProgram(["doctor", "--config", join(rig.folder, "config.json")]).ended;
    assert.ok(token === "" || !stdout.includes(token), "the token is not shown");
    return /^.*\blook-up\b.*(?:\n\s+->.*)?$/m.exec(stdout)?.[0] ?? assert.fail(stdout);
  };
  assert.match(
    await line(readerToken),
    /^ok\s+look-up\s+messages in doubt are looked for in the channel, by the token from .*keys$/,
  );
  assert.match(
    await line(strangerToken),
    /^WARNING\s+look-up\s+messages in doubt cannot be looked for: .* \(403\); add that user to it/,
  );
  assert.match(
    await line(""),
    /^WARNING\s+look-up\s+mattermost\.api is set, and there is no token.*\n.*-> store a bot's token in \S+mattermost-token/,
  );
  assert.equal(rig.receiver.posts.length, 0);
});
