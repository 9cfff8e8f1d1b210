import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { green, junit, red } from "../artifacts.ts";
import { beforeSettled, passesUntil, waitFor } from "../passes.ts";
import { scopeOf } from "../reads.ts";
import { makeRig, type Rig } from "../rig.ts";
import { finishedRun, untilTrouble } from "../scenes.ts";
import { counted, outcomes, passesAfter } from "./afterwards.ts";
import { copyOf } from "./copies.ts";
import { killBefore, recording, straceTest } from "./strace.ts";

straceTest("a pass that closes a run and posts it, killed at every place", async (context) => {
  const rig = await makeRig(context, { policy: { settle: "8s" } });
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
    const left = await outcomes(copy, runs);
    assert.ok(left.filter((outcome) => outcome !== "posted").length <= 1, `${place.call}: ${left.join(", ")}`);
    all.push(...left);
  }
  assert.ok(all.includes("posted") && all.includes("in doubt, posted") && all.includes("in doubt, not posted"));
  const ended = `${String(places.length)} places, ${String(all.length)} messages: ${counted(all)}`;
  context.diagnostic(`${ended}; none twice, none lost`);
}
