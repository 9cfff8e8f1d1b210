import assert from "node:assert/strict";
import { test } from "node:test";
import { green, junit } from "./artifacts.ts";
import { pass, untilPosts } from "./passes.ts";
import { buildOf, explain, scopeOf } from "./reads.ts";
import { refusal } from "./refusals.ts";
import { makeRig, type Rig } from "./rig.ts";
import { dueRun, expireLock, finishedRun, untilTrouble } from "./scenes.ts";

test("an answer that comes too late leaves the message in doubt, and nothing sends it again by itself", async (context) => {
  const rig = await makeRig(context, { mattermost: { timeout: "500ms" } });
  rig.receiver.script({ kind: "usual", afterMs: 2_500 });
  await finishedRun(rig);
  const failed = await untilTrouble(rig);
  assert.match(failed.stderr, /did not answer within 0\.5 s; .* look there, then settle it with resolve/);
  await rig.receiver.untilPosts(1);
  await staysInDoubt(rig);
  await rig.ok("resolve", rig.build, "--posted");
  assert.equal((await rig.run("status", "--check")).status, 0);
  await pass(rig);
  assert.equal((await scopeOf(rig)).delivery.phase, "posted");
  assert.deepEqual([rig.receiver.requests.length, rig.receiver.posts.length], [1, 1]);
});

test("a connection closed without an answer leaves it in doubt, and `resolve --resend` sends it once", async (context) => {
  const rig = await makeRig(context);
  rig.receiver.script({ kind: "scripted", posts: false, end: "close" });
  await finishedRun(rig);
  await untilTrouble(rig);
  await staysInDoubt(rig);
  await rig.ok("resolve", rig.build, "--resend");
  await untilPosts(rig, 1);
  await pass(rig);
  assert.equal(rig.receiver.posts.length, 1);
  assert.equal((await scopeOf(rig)).delivery.tries, 2);
});

test("a pass that was killed between its claim and the answer leaves the message in doubt", async (context) => {
  const rig = await makeRig(context);
  rig.receiver.script({ kind: "scripted", posts: true, end: "silence" });
  await dueRun(rig);
  const sending = rig.begin("reconcile");
  await rig.receiver.untilRequests(1);
  sending.kill();
  assert.equal((await sending.ended).status, null);
  expireLock(rig.stateDir);
  await staysInDoubt(rig);
  assert.equal((await refusal(rig, 65, "reset", rig.build)).code, "delivery-unconfirmed");
  assert.equal((await refusal(rig, 65, "cancel", rig.build)).code, "too-late");
  assert.equal(rig.receiver.posts.length, 1);
});

test("a message whose sender stands still is something for a person, and in doubt once that sender is gone", async (context) => {
  const rig = await makeRig(context);
  rig.receiver.script({ kind: "scripted", posts: true, end: "silence" });
  await dueRun(rig);
  const sending = rig.begin("reconcile");
  await rig.receiver.untilRequests(1);
  process.kill(sending.pid, "SIGSTOP");
  context.after(() => sending.kill());
  expireLock(rig.stateDir);
  await pass(rig);
  const { delivery } = await scopeOf(rig);
  assert.equal(delivery.phase, "sending");
  const { status, stdout } = await rig.run("status", "--check");
  assert.equal(status, 1, stdout);
  sending.kill();
  await sending.ended;
  await staysInDoubt(rig);
});

test("a group's message in doubt is settled though its build was registered anew and has no such group yet", async (context) => {
  const rig = await makeRig(context);
  const driver = await rig.runner("driver");
  await rig.ok("start", rig.build, "--group", "linux=alpha", "--pid", String(driver.pid));
  rig.receiver.script({ kind: "scripted", posts: true, end: "close" });
  rig.report(`xml/${rig.build}-linux/alpha.xml`, junit(green));
  await pass(rig);
  await driver.kill();
  await untilTrouble(rig);
  assert.equal((await buildOf(rig)).state, "COMPLETED");
  assert.match(
    await rig.ok("reconcile", "--dry-run"),
    new RegExp(`^${rig.build}: would not be posted: only its groups are posted$`, "m"),
  );
  await rig.ok("start", rig.build, "--rerun", "--group", "windows=beta");
  assert.equal(
    (await refusal(rig, 65, "resolve", rig.build, "--group", "none", "--posted")).code,
    "nothing-to-resolve",
  );
  assert.match(
    await rig.ok("resolve", rig.build, "--group", "linux", "--posted"),
    /linux: recorded as posted \(attempt 1\)$/m,
  );
  assert.equal(rig.receiver.requests.length, 1);
});

async function staysInDoubt(rig: Rig): Promise<void> {
  await pass(rig);
  await pass(rig);
  assert.equal(rig.receiver.requests.length, 1, "nothing was sent again");
  const { state, needsReview, scopes } = await buildOf(rig);
  assert.deepEqual([state, needsReview, scopes[0]?.delivery.phase], ["COMPLETED", true, "unconfirmed"]);
  assert.match(
    await explain(rig),
    /message: none: the try of [\d-]+ [\d:]+ UTC may have been posted: only an operator can settle it/,
  );
  const { status, stdout } = await rig.run("status", "--check");
  assert.equal(status, 1);
  assert.ok(stdout.includes(`resolve ${rig.build} --posted (it is there) or --resend (it is not)`), stdout);
}
