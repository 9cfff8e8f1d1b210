import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { green, junit, red } from "../artifacts.ts";
import { beforeSettled, passesUntil, waitFor } from "../passes.ts";
import { scopeOf } from "../reads.ts";
import { makeRig, type Rig } from "../rig.ts";
import { finishedRun, untilTrouble } from "../scenes.ts";
import { copyOf, type Copy } from "./copies.ts";
import { killBefore, recording, straceTest } from "./strace.ts";

straceTest("a pass that closes a run and posts it, killed at every place", async (context) => {
  const rig = await makeRig(context, { policy: { settle: "3s" } });
  await finishedRun(rig);
  assert.ok(await beforeSettled(rig));
  await killedEverywhere(context, rig, [rig.build]);
});

straceTest("a pass that posts two groups, killed at every place", async (context) => {
  const rig = await makeRig(context);
  const driver = await rig.runner("driver");
  await rig.ok("start", rig.build, "--group", "linux=l1", "--group", "windows=w1", "--pid", String(driver.pid));
  rig.useWebhook(null);
  rig.report(`xml/${rig.build}-linux/l1.xml`, junit(green));
  rig.report(`xml/${rig.build}-windows/w1.xml`, junit(red));
  await rig.run("reconcile");
  await driver.kill();
  await passesUntil(rig, "closed", ({ stderr }) => stderr.includes(`${rig.build}: closed as COMPLETED `));
  await killedEverywhere(context, rig, [`${rig.build}-linux`, `${rig.build}-windows`]);
});

straceTest("a pass that tries again after an outage, killed at every place", async (context) => {
  const rig = await makeRig(context);
  await rig.receiver.refuse();
  await finishedRun(rig);
  await untilTrouble(rig);
  await waitFor((await scopeOf(rig)).delivery.nextAt);
  await killedEverywhere(context, rig, [rig.build]);
});

/** The next pass of this rig posts these runs; killed anywhere and begun again, it posts none twice and loses none. */
async function killedEverywhere(context: TestContext, rig: Rig, runs: readonly string[]): Promise<void> {
  const record = recording(context);
  const whole = await copyOf(context, rig);
  const { status, stderr } = await whole.run(["reconcile"], record.by);
  assert.equal(status, 0, stderr);
  assert.deepEqual(
    await outcomes(whole, runs),
    runs.map(() => "posted"),
  );
  const places = record.places();
  const all: string[] = [];
  for (const place of places) {
    const copy = await copyOf(context, rig);
    const killed = await copy.run(["reconcile"], killBefore(place));
    assert.equal(killed.status, null, `no pass came to ${place.call} ${String(place.number)}: ${killed.stderr}`);
    await passesAfter(copy);
    const ended = await outcomes(copy, runs);
    assert.ok(ended.filter((outcome) => outcome !== "posted").length <= 1, `${place.call}: ${ended.join(", ")}`);
    all.push(...ended);
  }
  assert.ok(all.includes("posted") && all.includes("in doubt, posted") && all.includes("in doubt, not posted"));
  const count = (wanted: string): string => `${String(all.filter((outcome) => outcome === wanted).length)} ${wanted}`;
  const counts = [...new Set(all)].map(count).join("; ");
  context.diagnostic(
    `${String(places.length)} places, ${String(all.length)} messages: ${counts}; none twice, none lost`,
  );
}

/** As the timer makes them, until nothing is left to do. */
async function passesAfter(copy: Copy): Promise<void> {
  copy.expireLock();
  for (let made = 0; made < 2; made++) {
    const { status, stderr } = await copy.run(["reconcile"]);
    assert.equal(status, 0, stderr);
  }
}

/** How it stands with the message of each run: in the channel at most once, and where it is not there, told. */
async function outcomes(copy: Copy, runs: readonly string[]): Promise<readonly string[]> {
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
